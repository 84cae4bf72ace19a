import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchFolder } from '../support/office.ts';
import { HAS_BROWSER } from './browser.ts';
import { openWorkplace, type Seat, shot, type Workplace } from './workplace.ts';

const BODIES = ['UBND xã An Bình', 'Sở Xây dựng tỉnh Thái Nguyên', 'Sở Tài chính'] as const;
const OWNERS = ['Nguyễn Thị Hòa', 'Trần Văn Đạt', 'Lê Quang Ân', 'Phạm Thu Hương'] as const;

describe.skipIf(!HAS_BROWSER)('the archivist', () => {
	let place: Workplace;
	let seat: Seat;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		await place.copy(id, 120, (n) => ({
			documentNumber: `${n + 1}/QĐ-UBND`,
			issueDate: `${2019 + (n % 6)}-0${1 + (n % 9)}-15`,
			issuingBody: BODIES[n % 3] ?? '',
			ownerName: OWNERS[n % 4] ?? '',
			subject: n === 77 ? 'Về việc cấp giấy phép xây dựng nhà ở tại thôn Đông Hòa' : `Về việc công nhận kết quả số ${n + 1}`,
		}));
		seat = await place.sit('archivist');
	});
	afterAll(() => place?.close());

	it('looks', async () => {
		const { page } = seat;
		await page.getByText('121 kết quả').waitFor();
		await shot(page, 'browse');
		await page.keyboard.type('thon dong hoa');
		await page.locator('.snippet mark').first().waitFor();
		await page.getByText('1 kết quả', { exact: true }).waitFor();
		await shot(page, 'search');
	});
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFiles } from '../../db/index.ts';
import type { OutcomeId } from '../../domain/index.ts';
import { type ReferenceRepository, startReferenceRepository } from '../support/reference-repository.ts';
import { HAS_BROWSER } from './browser.ts';
import { graveFindings } from './grave-findings.ts';
import { menuLink, openWorkplace, PASSWORD, type Seat, shot, type Workplace } from './workplace.ts';

describe.skipIf(!HAS_BROWSER)('signing and sending', () => {
	let place: Workplace;
	let ids: readonly OutcomeId[];
	beforeAll(async () => {
		place = await openWorkplace();
		const [first] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (first === undefined) throw new Error('Nothing was read');
		const copies = await place.copy(first, 5, (n) => ({ documentNumber: `${n + 2}/GCN-STC` }));
		ids = [first, ...copies];
	}, 120_000);
	afterAll(() => place?.close());

	it('a clerk adds a certificate file, which is chosen, and takes it away again', async () => {
		const { page, trouble, context } = await place.sit('clerk');
		await open(page, 'Ký');
		await page.getByText('Nguyễn Thị Mẫu (DEMO)').first().waitFor();
		await page.getByLabel('Tệp chứng thư số (.p12, .pfx)').setInputFiles(place.certificates.agency.path);
		const picker = page.locator('.certificate .ant-select');
		await picker.filter({ hasText: 'van-thu-co-quan.p12' }).waitFor();
		await page.reload();
		await picker.filter({ hasText: 'van-thu-co-quan.p12' }).waitFor();
		await page.keyboard.press('x');
		await page.getByText('Chữ ký đã ký không bị ảnh hưởng').waitFor();
		await shot(page, 'sign-remove');
		await page.locator('.ant-popconfirm .ant-btn-primary:focus').waitFor();
		await page.keyboard.press('Enter');
		await picker.filter({ hasText: 'can-bo.p12' }).waitFor();
		expect(trouble).toEqual([]);
		await context.close();
	}, 120_000);

	it('a clerk signs a pile with one password; what is refused stays, with its reason', async () => {
		const { page, trouble, context } = await place.sit('clerk');
		await open(page, 'Ký');
		await rows(page, 6);
		await page.getByText('Dùng để ký được').waitFor();
		await page.keyboard.press('a');
		const damaged = ids[3] ?? ids[0];
		if (damaged === undefined) throw new Error('There are six');
		await damage(place, damaged);
		await shot(page, 'sign-list');
		await page.keyboard.press('Control+Enter');
		const dialog = page.getByRole('dialog');
		await typePassword(page, 'falsch');
		await dialog.getByText('Sai mật khẩu').waitFor();
		expect(await dialog.getByLabel('Mật khẩu chứng thư').inputValue()).toBe('');
		await shot(page, 'sign-wrong-password');
		await typePassword(page, PASSWORD);
		await dialog.getByText('Xong 5/6.').waitFor();
		await dialog.getByText('Tệp đã lưu bị mất hoặc bị thay đổi').waitFor();
		await shot(page, 'sign-refused');
		expect(await axe(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await rows(page, 1);
		await page.locator('.pick-table [data-fault=fileLost]').waitFor();
		await shot(page, 'sign-after');
		expect(await axe(page)).toEqual([]);
		expect(trouble).toEqual([]);
		await context.close();
	}, 120_000);

	it('a registrar issues codes, looks what would be against an upload, signs for the agency; the repository gets all', async () => {
		await approve(place, ids.slice(0, 3));
		const { page, trouble, context } = await place.sit('registrar');
		await open(page, 'Văn thư');
		await rows(page, 3);
		await page.keyboard.press('a');
		await shot(page, 'agency-approved');
		await page.keyboard.press('Control+Enter');
		await page.getByRole('dialog').getByText('không đổi được nữa').waitFor();
		await page.getByRole('dialog').locator('.ant-btn-primary:focus').waitFor();
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').getByText('Xong 3/3.').waitFor();
		await page.getByRole('dialog').locator('.issued tbody tr').nth(2).waitFor();
		await shot(page, 'agency-codes');
		expect(await axe(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.keyboard.press('k');
		await page.getByText('Đủ điều kiện gửi').nth(2).waitFor();
		await shot(page, 'agency-checked');
		expect(await axe(page)).toEqual([]);
		await page.keyboard.press('Control+Enter');
		await typePassword(page, PASSWORD);
		await page.getByText('Đã ký 3 giấy tờ.').waitFor();
		await open(page, 'Gửi');
		await page.locator('[data-state=stored]').nth(2).waitFor();
		expect(await page.getByText('Kho có đúng tệp đã ký').count()).toBe(3);
		await shot(page, 'uploads-stored');
		expect(await axe(page)).toEqual([]);
		expect(trouble).toEqual([]);
		await context.close();
	}, 120_000);

	it('what the repository refuses comes first, in words, and goes out when a person tries again', async () => {
		const repository = await startReferenceRepository();
		try {
			await refuseAll(place, repository);
			const [, , , , last] = ids;
			if (last === undefined) throw new Error('There are six');
			await approve(place, [last]);
			await agencySign(place, last);
			const seat = await place.sit('registrar');
			await retry(seat, repository);
			expect(repository.size()).toBe(1);
			await seat.context.close();
		} finally {
			await repository.close();
		}
	}, 120_000);
});

async function retry({ page, trouble }: Seat, repository: ReferenceRepository): Promise<void> {
	await open(page, 'Gửi');
	await page.locator('[data-state=failed]').waitFor();
	expect(await page.locator('[data-state]').first().getAttribute('data-state')).toBe('failed');
	await page.locator('[data-fault=repositoryRefused]').waitFor();
	await shot(page, 'uploads-failed');
	repository.setPlan(undefined);
	await page.keyboard.press('2');
	await rows(page, 1);
	await page.keyboard.press('a');
	await page.keyboard.press('s');
	await page.getByRole('dialog').getByText('có hai bản').waitFor();
	expect(await axe(page)).toEqual([]);
	await shot(page, 'uploads-send-again');
	await page.keyboard.press('Escape');
	await page.getByRole('dialog').waitFor({ state: 'detached' });
	await page.keyboard.press('r');
	await page.getByRole('dialog').getByText('Sohoa hỏi kho trước').waitFor();
	await page.getByRole('dialog').locator('.ant-btn-primary:focus').waitFor();
	await page.keyboard.press('Enter');
	await page.getByRole('dialog').waitFor({ state: 'detached' });
	await page.keyboard.press('5');
	await rows(page, 4);
	expect(trouble).toEqual([]);
}

async function open(page: Page, section: string): Promise<void> {
	await menuLink(page, section).click();
}

async function rows(page: Page, count: number): Promise<void> {
	await expect.poll(() => page.locator('.pick-table tbody tr').count(), { timeout: 45_000 }).toBe(count);
}

async function typePassword(page: Page, password: string): Promise<void> {
	const box = page.getByRole('dialog').getByLabel('Mật khẩu chứng thư');
	await box.waitFor();
	await page.locator('#certificate-password:focus').waitFor();
	await page.keyboard.type(password);
	await page.keyboard.press('Enter');
}

/** Bytes that are not the ones that were read. */
async function damage({ core, dataDir }: Workplace, id: OutcomeId): Promise<void> {
	const [document] = await listFiles(core.db, id, 'document');
	if (document === undefined) throw new Error('A read outcome has a document');
	await writeFile(join(dataDir, document.path), 'not what was read');
}

/** Verified, submitted and approved, as others do it. */
async function approve({ app, actor }: Workplace, ids: readonly OutcomeId[]): Promise<void> {
	const [clerk, supervisor] = [await actor('clerk'), await actor('supervisor')];
	for (const id of ids) {
		await app.verifyOutcome(clerk, id);
		await app.submitOutcome(clerk, id);
		const { document, revision } = await app.showOutcome(supervisor, id);
		if (document === undefined) throw new Error('A submitted outcome has a document');
		await app.approveOutcome(supervisor, id, { sha256: document.sha256, revision });
	}
}

async function agencySign({ app, actor, certificates }: Workplace, id: OutcomeId): Promise<void> {
	const registrar = await actor('registrar');
	await app.issueCodes(registrar, id);
	for await (const result of app.signByAgency(registrar, { ids: [id], key: certificates.agency })) {
		expect(result.kind).toBe('signed');
	}
}

async function refuseAll({ app, actor }: Workplace, repository: ReferenceRepository): Promise<void> {
	repository.setPlan({ store: () => undefined, find: () => ({ kind: 'status', status: 403 }) });
	const { baseUrl } = repository;
	await app.changeSettings(await actor('admin'), { repository: { kind: 'http', baseUrl } });
}

/** Waits until no transition is under way; a bar that runs for ever is let be. */
const STILL = `Promise.all(document.getAnimations()
	.filter((one) => one.effect.getTiming().iterations !== Infinity)
	.map((one) => one.finished.catch(() => undefined)))`;

/** What axe finds against the page, as far as it is serious; taken when nothing moves any more, since colours in between are nobody's. */
async function axe(page: Page): Promise<readonly string[]> {
	await page.evaluate(`${STILL}.then(() => undefined)`);
	return graveFindings(page);
}

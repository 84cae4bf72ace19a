import { copyFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignatureReport } from '../../../domain/index.ts';
import { makeDemoCertificates } from '../../../sign/index.ts';
import { jsonLines, type Ran, sohoa } from '../../support/command-line.ts';
import { PASSWORD, scratchFolder } from '../../support/office.ts';

const SAMPLE = join(import.meta.dirname, '../../../samples/05-dang-ky-doanh-nghiep.png');
const ENV = { SOHOA_PASSWORD: PASSWORD, SOHOA_NEW_PASSWORD: PASSWORD, SOHOA_CERTIFICATE_PASSWORD: PASSWORD };
const ROLES = ['clerk', 'supervisor', 'registrar'] as const;

type Moved = {
	readonly outcomeId: string;
	readonly state?: string;
	readonly docCode?: string;
	readonly fault?: unknown;
};

describe('the way of an outcome, by the command line', () => {
	let folder: Awaited<ReturnType<typeof scratchFolder>>;
	let data: string;
	let keys: Readonly<Record<string, string>>;
	let id: string;
	const run = (args: readonly string[], env: Record<string, string> = ENV) =>
		sohoa([...args, '--data', data, '--json'], { env });
	const moved = (ran: Ran) => jsonLines<Moved>(ran);

	beforeAll(async () => {
		folder = await scratchFolder();
		data = join(folder.path, 'data');
		await run(['account', 'create-admin', 'admin', '--office', 'Trung tâm thử', '--agency-code', 'H00.01']);
		for (const role of ROLES) await run(['account', 'create', role, '--role', role, '--as', 'admin']);
		const holder = (name: string) => ({
			fileName: name,
			commonName: `Thử ${name}`,
			organisation: 'Trung tâm thử',
			password: PASSWORD,
		});
		const made = await makeDemoCertificates(join(folder.path, 'keys'), [holder('clerk'), holder('agency')], new Date());
		keys = made.keyFiles;
		await cp(made.anchorFolder, join(data, 'trust'), { recursive: true });
		await copyFile(SAMPLE, join(folder.path, 'a.png'));
		const [read] = jsonLines<{ outcome: { id: string } }>(
			await run(['import', join(folder.path, 'a.png'), '--as', 'clerk']),
		);
		id = read?.outcome.id ?? '';
	}, 60_000);
	afterAll(() => folder.dispose());

	it('goes from the clerk to the repository', async () => {
		const sign = (as: string, key: string, ...more: string[]) =>
			run(['sign', ...more, '--certificate', keys[key] ?? '', '--as', as]);
		expect(moved(await sign('clerk', 'clerk', '--all'))).toEqual([{ outcomeId: id, state: 'clerkSigned' }]);
		const verified = await run(['verify', id, '--set', 'documentNumber=12/GCN', '--set', 'subject=', '--as', 'clerk']);
		expect(moved(verified)).toEqual([{ outcomeId: id, state: 'verified' }]);
		expect(moved(await run(['submit', '--all', '--as', 'clerk']))).toEqual([{ outcomeId: id, state: 'submitted' }]);
		expect(moved(await run(['approve', id, '--as', 'supervisor']))).toEqual([{ outcomeId: id, state: 'approved' }]);
		const [coded] = moved(await run(['code', '--all', '--as', 'registrar']));
		expect(coded).toEqual({ outcomeId: id, state: 'coded', docCode: 'H00.01_VB_000001_V1' });
		expect(moved(await sign('registrar', 'agency', '--agency', id))).toMatchObject([{ state: 'agencySigned' }]);
		const sent = await run(['upload', '--as', 'registrar']);
		expect([sent.code, moved(sent)]).toEqual([0, [{ outcomeId: id, state: 'stored' }]]);
		expect(jsonLines(await run(['upload', '--list', '--as', 'clerk']))).toMatchObject([
			{ outcomeId: id, docCode: 'H00.01_VB_000001_V1', state: 'stored' },
		]);
	}, 90_000);

	it('is signed so that anybody can check it, and shows what was done to it', async () => {
		const stored = join(data, 'repository', 'H00.01_VB_000001_V1');
		const [pdf = ''] = (await readdir(stored)).filter((name) => name.endsWith('.pdf'));
		const check = (path: string, ...more: string[]) => sohoa(['check-signature', path, '--json', ...more]);
		const trusted = await check(join(stored, pdf), '--trust', join(data, 'trust'));
		expect([trusted.code, jsonLines<SignatureReport>(trusted)[0]?.verdict]).toEqual([0, 'valid']);
		const stranger = await check(join(stored, pdf));
		expect([stranger.code, jsonLines<SignatureReport>(stranger)[0]?.verdict]).toEqual([1, 'untrusted']);
		const bytes = await readFile(join(stored, pdf));
		bytes[2_000] = (bytes[2_000] ?? 0) ^ 1;
		await writeFile(join(folder.path, 'altered.pdf'), bytes);
		const altered = await check(join(folder.path, 'altered.pdf'), '--trust', join(data, 'trust'));
		expect([altered.code, jsonLines<SignatureReport>(altered)[0]?.verdict]).toEqual([1, 'altered']);
		const words = await sohoa(['check-signature', join(stored, pdf), '--trust', join(data, 'trust')], {
			env: { SOHOA_LANG: 'vi' },
		});
		expect(words.stdout).toContain('Chữ ký hợp lệ, nội dung còn nguyên vẹn.');
		expect(words.stdout).toContain('Hiển thị ở góc trên bên trái, trang 1.');
		expect(words.stdout).toContain('Hiển thị ở góc trên bên phải, trang 1.');
	}, 60_000);

	it('says for each outcome why it can not go on, and ends with 1', async () => {
		const late = await run(['discard', id, '--reason', 'nhầm', '--as', 'clerk']);
		expect([late.code, moved(late)]).toMatchObject([1, [{ outcomeId: id, fault: { code: 'transitionRefused' } }]]);
		expect((await run(['return', id, '--as', 'supervisor'])).code).toBe(2);
		expect((await run(['verify', id, '--set', 'nonsense=1', '--as', 'clerk'])).code).toBe(2);
		expect((await run(['submit', '--as', 'clerk'])).code).toBe(2);
		const stranger = moved(await run(['approve', id, '--as', 'clerk']));
		expect(stranger).toMatchObject([{ outcomeId: id, fault: { code: 'notAllowed' } }]);
		const noPassword = await run(['sign', id, '--certificate', keys.clerk ?? '', '--as', 'clerk'], {
			SOHOA_PASSWORD: PASSWORD,
		});
		expect(jsonLines(noPassword)).toMatchObject([{ fault: { code: 'passwordMissing' } }]);
	}, 90_000);

	it('watches a folder', async () => {
		const hot = join(folder.path, 'hot');
		await mkdir(hot);
		await copyFile(join(SAMPLE, '../07-trich-luc-khai-sinh.jpg'), join(hot, 'b.jpg'));
		const watched = await run(['watch', hot, '--once', '--as', 'clerk']);
		expect([watched.code, jsonLines(watched)]).toMatchObject([0, [{ taken: true }]]);
		const found = jsonLines<{ outcome: { state: string } }>(await run(['search', 'TLKS', '--as', 'clerk']));
		expect(found.map((hit) => hit.outcome.state)).toEqual(['recognized']);
	}, 60_000);

	it('shows and changes settings', async () => {
		const changed = await run(['settings', '--change', '{"maxUploadMb":50}', '--as', 'admin']);
		expect(jsonLines(changed)).toMatchObject([{ maxUploadMb: 50, order: 'signFirst' }]);
		const wrong = await run(['settings', '--change', '{"maxUploadMb":"viel"}', '--as', 'admin']);
		expect([wrong.code, jsonLines(wrong)]).toMatchObject([1, [{ fault: { code: 'invalidInput' } }]]);
		expect((await run(['settings', '--change', 'no json', '--as', 'admin'])).code).toBe(2);
	}, 30_000);
});

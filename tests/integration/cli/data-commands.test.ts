import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLines, sohoa } from '../../support/command-line.ts';
import { PASSWORD, scratchFolder } from '../../support/office.ts';

const PAGE = join(import.meta.dirname, '../../../ocr/self-test/page.png');
const ENV = { SOHOA_PASSWORD: PASSWORD, SOHOA_NEW_PASSWORD: PASSWORD };

describe('commands that keep data', () => {
	let folder: Awaited<ReturnType<typeof scratchFolder>>;
	let data: string;
	const run = (args: readonly string[], env: Record<string, string> = ENV) =>
		sohoa([...args, '--data', data, '--json'], { env });
	const faultOf = (ran: { readonly stdout: string }) => JSON.parse(ran.stdout.split('\n')[0] ?? '').fault?.code;

	beforeAll(async () => {
		folder = await scratchFolder();
		data = join(folder.path, 'data');
		const office = ['--office', 'Trung tâm thử nghiệm', '--agency-code', 'H00.01'];
		expect((await run(['account', 'create-admin', 'admin', ...office])).code).toBe(0);
		for (const role of ['clerk', 'archivist']) {
			expect((await run(['account', 'create', role, '--role', role, '--as', 'admin'])).code).toBe(0);
		}
	});
	afterAll(() => folder.dispose());

	it('imports, finds, shows', async () => {
		await copyFile(PAGE, join(folder.path, 'a.png'));
		const imported = await run(['import', join(folder.path, 'a.png'), '--as', 'clerk']);
		expect(imported.code).toBe(0);
		const [{ outcome }] = jsonLines<{ outcome: { id: string } }>(imported) as [{ outcome: { id: string } }];
		const found = jsonLines<{ outcome: { id: string } }>(await run(['search', 'hanh phuc', '--as', 'archivist']));
		expect(found.map((hit) => hit.outcome.id)).toEqual([outcome.id]);
		const [shown] = jsonLines<{ pages: unknown[] }>(await run(['show', outcome.id, '--as', 'archivist']));
		expect(shown?.pages).toHaveLength(1);
		expect(jsonLines(await run(['search', 'khongcotrongvanban', '--as', 'archivist']))).toEqual([]);
		const again = jsonLines<{ known: boolean }>(await run(['import', join(folder.path, 'a.png'), '--as', 'clerk']));
		expect(again).toMatchObject([{ known: true }]);
	});

	it('asks who it is, and lets nobody do what the role may not', async () => {
		expect((await run(['import', PAGE])).code).toBe(2);
		expect(faultOf(await run(['import', PAGE, '--as', 'archivist']))).toBe('notAllowed');
		expect(faultOf(await run(['search', 'x', '--as', 'clerk'], { SOHOA_PASSWORD: 'sai' }))).toBe('signInFailed');
		expect(faultOf(await run(['search', 'x', '--as', 'clerk'], {}))).toBe('passwordMissing');
		expect(faultOf(await run(['search', '/ .', '--as', 'clerk']))).toBe('searchEmpty');
		expect(faultOf(await run(['show', 'no-id', '--as', 'clerk']))).toBe('outcomeMissing');
	});

	it('takes a password from a file, and knows no option that would show it to others', async () => {
		const file = join(folder.path, 'secret');
		await writeFile(file, `${PASSWORD}\n`);
		expect((await run(['search', 'x', '--as', 'clerk', '--password-file', file], {})).code).toBe(0);
		expect((await run(['search', 'x', '--as', 'clerk', '--password', PASSWORD], {})).code).toBe(2);
	});

	it('says when there is no office yet, and sets one up once', async () => {
		const empty = await sohoa(['search', 'x', '--as', 'a', '--json', '--data', join(folder.path, 'empty')], {
			env: ENV,
		});
		expect(faultOf(empty)).toBe('officeMissing');
		const again = await run(['account', 'create-admin', 'x', '--office', 'x', '--agency-code', 'x']);
		expect(faultOf(again)).toBe('officeExists');
	});

	it('backs up, restores into a new folder, and checks', async () => {
		const target = join(folder.path, 'backups');
		expect((await run(['backup', '--to', target, '--as', 'admin'])).code).toBe(0);
		const [name = ''] = await readdir(target);
		const backup = join(target, name);
		const restored = join(folder.path, 'restored');
		const restore = ['restore', backup, '--as', 'admin', '--json', '--data', restored];
		expect((await sohoa(restore, { env: ENV })).code).toBe(0);
		expect(faultOf(await sohoa(restore, { env: ENV }))).toBe('restoreTargetNotEmpty');
		const checked = await sohoa(['check', '--as', 'admin', '--json', '--data', restored], { env: ENV });
		expect(jsonLines(checked)).toMatchObject([{ problems: [], orphans: [] }]);
		const found = await sohoa(['search', 'hanh phuc', '--as', 'clerk', '--json', '--data', restored], { env: ENV });
		expect(jsonLines(found)).toHaveLength(1);
		await writeFile(join(backup, 'sohoa.sqlite'), 'no database');
		const other = join(folder.path, 'other');
		await mkdir(other);
		const broken = await sohoa(['restore', backup, '--as', 'admin', '--json', '--data', other], { env: ENV });
		expect(['databaseDamaged', 'backupInvalid']).toContain(faultOf(broken));
	});

	it('examines the machine without a sign-in', async () => {
		const ran = await sohoa(['doctor', '--json']);
		const findings = jsonLines<{ subject: string; state: string }>(ran);
		expect(findings.map((finding) => finding.subject)).toEqual([
			'runtime',
			'memory',
			'disk',
			'database',
			'recognition',
		]);
		expect(findings.every((finding) => finding.state !== 'bad')).toBe(true);
	});
});

import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saneScanner } from '../../../scan/index.ts';
import { PASSWORD } from '../../support/office.ts';
import { hasSane, saneTestEnvironment, TEST_DEVICE } from '../../support/sane-test-scanner.ts';
import { office } from '../../support/stack-desk.ts';
import { deskUntil, known, paperFile, UPRIGHT } from '../../support/stacks.ts';

describe('the watched folder of the office', () => {
	it('gives stacks, each paper once, while a clerk has it watched', async () => {
		const desk = await office();
		const { made, clerk } = desk;
		const { app } = made;
		await expect(app.startWatching(clerk)).rejects.toMatchObject({ code: 'hotFolderUnset' });
		const hotFolder = join(made.dataDir, '..', 'hot');
		await mkdir(join(hotFolder, 'ho-so'), { recursive: true });
		await writeFile(join(hotFolder, 'a.png'), await paperFile(1));
		await copyFile(UPRIGHT, join(hotFolder, 'ho-so', '1.png'));
		await writeFile(join(hotFolder, 'ho-so', '2.png'), await paperFile(2));
		await writeFile(join(hotFolder, 'hong.png'), 'not a picture');
		const { actor: admin } = await app.signIn('admin', PASSWORD);
		await app.changeSettings(admin, { hotFolder });
		await app.startWatching(clerk, { stableMs: 50, folderStableMs: 50 });
		await deskUntil(app, clerk, ({ watch, stacks }) => watch.taken === 2 && stacks.length === 2);
		await deskUntil(app, clerk, ({ watch }) => watch.fault !== undefined || watch.taken === 2);
		const { stacks } = await app.showDesk(clerk);
		expect(stacks.map((stack) => stack.pageCount).sort()).toEqual([1, 2]);
		await app.stopWatching(clerk);
		expect((await app.showDesk(clerk)).watch).toMatchObject({ folder: hotFolder, running: false });
	});
});

describe.skipIf(!hasSane)(`scanning into a stack ${hasSane ? '' : '(sane-utils is missing)'}`, () => {
	const settings = { source: 'feeder', dpi: 200, colour: 'gray', paperMm: { width: 40, height: 30 } } as const;

	it('shows pages as they come, goes on into the same stack, and is one at a time', async () => {
		const scanner = saneScanner({ env: saneTestEnvironment() });
		const desk = await office({ scanner });
		const { app } = desk.made;
		const id = await app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings });
		const second = app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings });
		await expect(second).rejects.toMatchObject({ code: 'scanUnderWay' });
		await expect(app.finishStack(desk.clerk, id)).rejects.toMatchObject({ code: 'scanUnderWay' });
		await deskUntil(app, desk.clerk, ({ scan }) => scan?.running === false);
		expect(await app.showDesk(desk.clerk)).toMatchObject({ scan: { count: 10 }, stacks: [{ id, pageCount: 10 }] });
		await app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings, stackId: id });
		await deskUntil(app, desk.clerk, ({ scan }) => scan?.running === false);
		expect((await app.showStack(desk.clerk, id)).pages).toHaveLength(20);
	});

	it('says why it ended early, keeps the pages, and goes on', async () => {
		const jammed = saneScanner({ env: saneTestEnvironment(['read-status-code "SANE_STATUS_JAMMED"']) });
		const whole = saneScanner({ env: saneTestEnvironment() });
		let scanner = jammed;
		const desk = await office({
			scanner: {
				listScanners: (...args) => scanner.listScanners(...args),
				capabilities: (...args) => scanner.capabilities(...args),
				scan: (...args) => scanner.scan(...args),
			},
		});
		const { app } = desk.made;
		const id = await app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings });
		const stopped = await deskUntil(app, desk.clerk, ({ scan }) => scan?.running === false);
		expect(stopped.scan).toMatchObject({ stackId: id, fault: { code: 'scannerJammed' } });
		scanner = whole;
		await app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings, stackId: id });
		const done = await deskUntil(app, desk.clerk, ({ scan }) => scan?.running === false);
		expect(done.scan).toMatchObject({ stackId: id, count: 10 });
		expect(done.scan).not.toHaveProperty('fault');
	});

	it('stops when asked, and the stack keeps what was whole', async () => {
		const env = saneTestEnvironment(['read-delay true', 'read-delay-duration 100000']);
		const desk = await office({ scanner: saneScanner({ env }) });
		const { app } = desk.made;
		const id = await app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings });
		await deskUntil(app, desk.clerk, ({ scan }) => (scan?.count ?? 0) >= 2);
		await app.stopScan(desk.clerk);
		const { scan, stacks } = await app.showDesk(desk.clerk);
		expect(scan).toMatchObject({ running: false, fault: { code: 'cancelled' } });
		expect(known(stacks[0]).pageCount).toBe(scan?.count);
		expect((await app.showStack(desk.clerk, id)).pages.length).toBeGreaterThanOrEqual(2);
		await app.stopScan(desk.clerk);
		expect((await app.showDesk(desk.clerk)).scan).toBeNull();
	});
});

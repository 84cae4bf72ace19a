import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../app/index.ts';
import { documentPath, PORT_MESSAGE } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { scratchFolder } from '../support/office.ts';
import { HAS_BROWSER, watchForTrouble } from './browser.ts';
import { buildBundles, type Host, openHost, REAL, startSecond } from './electron-host.ts';

const ADMIN = { name: 'quantri', password: 'Mat-khau-9' };
const CLERK = { name: 'lan', password: 'Mat-khau-8' };
const TOKEN = 'ma-truy-cap-thu-nghiem';
/** Other tests run on the same cores. */
const PATIENT = { timeout: 30_000 };
const BOUNDS = { x: 40, y: 60, width: 1200, height: 700 };

let folder: Awaited<ReturnType<typeof scratchFolder>>;
let start: { readonly dataDir: string; readonly userData: string };
let host: Host | undefined;
let outcome: OutcomeId;

// The bundles that people get, on the real Electron (`npm run test:electron`, where its binary is) or on the double of
// tests/support/electron-double. One after the other: each test goes on where the one before it stopped.
describe.skipIf(!HAS_BROWSER && REAL === undefined)('the workstation in a window', () => {
	beforeAll(async () => {
		folder = await scratchFolder();
		start = { dataDir: join(folder.path, 'data'), userData: join(folder.path, 'user') };
		await buildBundles();
	});
	afterAll(async () => {
		await host?.quit();
		await folder?.dispose();
	});

	it('sets up an office, and quits only when the core has put the data down', async () => {
		host = await openHost({ ...start, env: { SOHOA_REPOSITORY_TOKEN: TOKEN } });
		const { page } = host;
		const trouble = watchForTrouble(page);
		await setUp(page);
		expect(trouble).toEqual([]);
		expect(await host.evaluate(windowOf, undefined)).toMatchObject({ visible: true, maximized: true, count: 1 });
		await host.evaluate(({ BrowserWindow }, bounds) => {
			const [window] = BrowserWindow.getAllWindows();
			window?.unmaximize();
			window?.setBounds(bounds);
		}, BOUNDS);
		const core = await host.corePid();
		expect(await host.quit()).toBe(0);
		host = undefined;
		expect(() => process.kill(core, 0)).toThrow('ESRCH');
	});

	it('keeps the repository’s token sealed, not as it is', () => {
		const sealed = join(start.userData, 'repository-token.sealed');
		// On a machine without a key ring, the real Electron keeps none.
		if (REAL !== undefined && !existsSync(sealed)) return;
		const text = readFileSync(sealed, 'latin1');
		expect(text).not.toContain(TOKEN);
		expect(text).not.toContain(Buffer.from(TOKEN).toString('base64'));
	});

	it('comes back where it stood; what is typed when the core is killed is kept', async () => {
		await seed();
		host = await openHost(start);
		const { page } = host;
		expect(await host.evaluate(windowOf, undefined)).toMatchObject({ maximized: false, bounds: BOUNDS });
		await page.getByLabel('Tên đăng nhập').fill(CLERK.name);
		await page.getByLabel('Mật khẩu').fill(CLERK.password);
		await killCore(host);
		expect(await page.getByLabel('Mật khẩu').inputValue()).toBe(CLERK.password);
		await page.getByLabel('Mật khẩu').press('Enter');
		await page.getByRole('navigation', { name: 'Chức năng' }).waitFor();
	});

	it('shows an outcome’s page and document through the app protocol', async () => {
		const { page } = running();
		await page.evaluate(`location.hash = '#/outcomes/${outcome}'`);
		const picture = page.getByRole('img', { name: 'Trang 1' });
		await picture.waitFor();
		const drawn =
			"(async (img) => { await img.decode(); return img.naturalWidth > 500; })(document.querySelector('img'))";
		expect(await page.evaluate(drawn)).toBe(true);
		const asked = `fetch(${JSON.stringify(documentPath(outcome))}).then((r) => r.text()).then((t) => t.slice(0, 5))`;
		expect(await page.evaluate(asked)).toBe('%PDF-');
	});

	it('stays signed in when the core is killed, and answers again', async () => {
		const { page } = running();
		await page.evaluate("location.hash = '#/outcomes'");
		const box = page.getByRole('searchbox');
		await box.fill('quyet dinh khong co o dau');
		await killCore(running());
		expect(await box.inputValue()).toBe('quyet dinh khong co o dau');
		// Unplugging the network changes nothing: the host is on this machine.
		await page.evaluate("window.dispatchEvent(new Event('offline'))");
		await box.fill('kinh doanh');
		await page.locator('mark').first().waitFor();
	});

	it('gives the page nothing but web', async () => {
		const { page } = running();
		// Beside what an empty frame has too, and what zod keeps for itself.
		expect(await page.evaluate(OWN_NAMES)).toEqual([]);
		expect(await page.evaluate('[typeof require, typeof process, typeof global]')).toEqual(Array(3).fill('undefined'));
	});

	it('leads nowhere: no other page, window, frame or host', async () => {
		const { page } = running();
		const url = page.url();
		const pages = page.context().pages();
		const home = url.split('#', 1)[0];
		const targets = ['https://evil.example/', `${home}icon.svg`, 'file:///etc/passwd', 'data:text/html,x'];
		for (const target of targets) {
			await page.evaluate(`void setTimeout(() => { location.href = ${JSON.stringify(target)} })`);
			// Comes back only to a page that is still there, after the navigation was decided.
			expect([target, await page.evaluate(LATER)]).toEqual([target, 200]);
		}
		await page.evaluate("window.open('https://evil.example/'); window.open('about:blank'); 0");
		expect(await page.evaluate("fetch('https://evil.example/').then(() => 'came', () => 'refused')")).toBe('refused');
		expect(await page.evaluate(FRAME)).toBe('nothing');
		await page.evaluate("void setTimeout('window.evil = 1')");
		await expect.poll(() => page.context().pages(), PATIENT).toEqual(pages);
		expect(page.url()).toBe(url);
		expect(await page.evaluate('window.evil')).toBeUndefined();
		await page.getByRole('searchbox').waitFor();
		expect(await running().evaluate(windowOf, undefined)).toMatchObject({ count: 1 });
	});

	it('opens a document in a window that has no tie to the page', async () => {
		const path = documentPath(outcome);
		await running().page.evaluate(`window.open(${JSON.stringify(path)}); 0`);
		const urls = () =>
			running().evaluate(
				({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => webContents.mainFrame.url),
				undefined,
			);
		await expect.poll(urls, PATIENT).toContain(`sohoa://app${path}`);
		const left = await running().evaluate(({ BrowserWindow }, ending) => {
			const windows = BrowserWindow.getAllWindows();
			for (const window of windows) if (window.webContents.mainFrame.url.endsWith(ending)) window.destroy();
			return BrowserWindow.getAllWindows().length;
		}, path);
		expect(left).toBe(1);
	});

	// The real Electron does not tell which handlers it was given: there, a person has to look.
	it.skipIf(REAL !== undefined)('has said no to everything that Chromium may ask', async () => {
		const said = await running().evaluate(async ({ app, session, BrowserWindow, Menu }) => {
			const { defaultSession } = session;
			const asked = (permission: string) =>
				new Promise((resolve) => defaultSession.permissionRequest?.({}, permission, resolve, {}));
			const names = ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'fullscreen', 'usb'];
			const [contents] = BrowserWindow.getAllWindows().map((window) => window.webContents);
			let cancelled: boolean | undefined;
			defaultSession.requestFilter?.({ url: 'https://evil.example/' }, ({ cancel }) => {
				cancelled = cancel;
			});
			let webviewStopped = false;
			const stop = (): void => {
				webviewStopped = true;
			};
			contents?.emit('will-attach-webview', { preventDefault: stop }, {}, {});
			return {
				requests: await Promise.all(names.map(asked)),
				checks: names.map((name) => defaultSession.permissionCheck?.({}, name, 'sohoa://app', {})),
				device: defaultSession.devicePermission?.(),
				cancelled,
				spellChecker: defaultSession.spellChecker,
				sandboxed: app.sandboxed,
				webviewStopped,
				preferences: contents?.webPreferences,
				menuRoles: JSON.stringify(Menu.applicationMenu),
			};
		}, undefined);
		expect(said).toMatchObject({
			requests: Array(7).fill(false),
			checks: Array(7).fill(false),
			device: false,
			cancelled: true,
			spellChecker: false,
			sandboxed: true,
			webviewStopped: true,
			preferences: {
				sandbox: true,
				contextIsolation: true,
				nodeIntegration: false,
				nodeIntegrationInWorker: false,
				nodeIntegrationInSubFrames: false,
				webSecurity: true,
				allowRunningInsecureContent: false,
				experimentalFeatures: false,
				webviewTag: false,
				spellcheck: false,
			},
		});
		expect(Object.keys(said.preferences ?? {})).not.toContain('enableBlinkFeatures');
		expect(said.menuRoles).not.toMatch(/"(reload|forceReload|close|help)"/);
	});

	it.skipIf(REAL !== undefined)('lets a page offer what it made for saving, and no link with data in it', async () => {
		const { page, evaluate } = running();
		await page.evaluate(OFFER);
		const offered = () => evaluate(({ session }) => session.defaultSession.offered, undefined);
		await expect.poll(offered, PATIENT).toHaveLength(2);
		expect((await offered()).map(({ refused, defaultPath }) => [refused, defaultPath]).toSorted()).toEqual([
			[false, 'ket-qua.csv'],
			[true, undefined],
		]);
	});

	it('hands ports to nobody but its own page', async () => {
		const used = await running().evaluate(({ BrowserWindow, ipcMain }, channel) => {
			let touched = 0;
			const port = new Proxy({}, { get: () => () => (touched += 1) });
			const [window] = BrowserWindow.getAllWindows();
			const stranger = { url: window?.webContents.mainFrame.url };
			ipcMain.emit(channel, { senderFrame: stranger, ports: [port] });
			ipcMain.emit(channel, { senderFrame: null, ports: [port] });
			ipcMain.emit(channel, { senderFrame: window?.webContents.mainFrame, ports: [] });
			return touched;
		}, PORT_MESSAGE);
		expect(used).toBe(0);
	});

	it('is there once: a second start brings the window to the front', async () => {
		await running().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), undefined);
		expect(await startSecond(start)).toBe(0);
		await expect
			.poll(() => running().evaluate(windowOf, undefined), PATIENT)
			.toMatchObject({ minimized: false, focused: true });
	});

	it.skipIf(REAL !== undefined)(
		'does not start, once packaged, with a switch that opens its pages to others',
		async () => {
			const other = { ...start, userData: join(folder.path, 'other'), env: { SOHOA_DOUBLE_PACKAGED: '1' } };
			expect(await startSecond(other, '--remote-debugging-port=9222')).toBe(1);
		},
	);

	it('loads the screens again when their process crashes', async () => {
		const again = await running().evaluate(async ({ BrowserWindow }) => {
			const contents = BrowserWindow.getAllWindows()[0]?.webContents;
			const loaded = new Promise((resolve) => contents?.once('did-finish-load', resolve));
			contents?.forcefullyCrashRenderer();
			await loaded;
			return contents?.mainFrame.url;
		}, undefined);
		expect(again).toMatch(/^sohoa:\/\/app\//);
	});

	it('asks the person when the core keeps ending, and goes in order when they have had enough', async () => {
		const { evaluate, ended, corePid } = running();
		await evaluate(({ dialog }) => {
			dialog.showMessageBox = async () => ({ response: 1 });
		}, undefined);
		const over = ended.then(() => undefined);
		for (;;) {
			const pid = await Promise.race([corePid().catch(() => undefined), over]);
			if (pid === undefined) break;
			if (isRunning(pid)) process.kill(pid, 'SIGKILL');
		}
		expect(await ended).toBe(0);
		host = undefined;
	});
});

function running(): Host {
	if (host === undefined) throw new Error('An earlier test has not started the host');
	return host;
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/** The status of a file that the page fetches. */
const LATER = "new Promise((done) => setTimeout(done)).then(() => fetch('/icon.svg')).then(({ status }) => status)";

/** Two things to save: what the page made, and a link with the data in it. */
const OFFER = `(() => {
	const offer = (href, download) => Object.assign(document.createElement('a'), { href, download }).click();
	offer(URL.createObjectURL(new Blob(['a;b'])), 'ket-qua.csv');
	setTimeout(() => offer('data:text/plain,x', 'x.txt'), 500);
})()`;

const OWN_NAMES = `(() => {
	const frame = document.createElement('iframe');
	document.body.append(frame);
	const known = new Set(Object.getOwnPropertyNames(frame.contentWindow));
	frame.remove();
	return Object.getOwnPropertyNames(window).filter((name) => !known.has(name) && !name.startsWith('__zod_'));
})()`;

/** What a frame of another origin shows, if it comes up. */
const FRAME = `new Promise((resolve) => {
	const frame = document.createElement('iframe');
	frame.src = 'https://evil.example/';
	frame.onload = () => {
		let inside = 'something';
		try { inside = frame.contentDocument === null ? 'nothing' : frame.contentDocument.body.innerHTML || 'nothing'; } catch {}
		frame.remove();
		resolve(inside);
	};
	document.body.append(frame);
})`;

function windowOf({ BrowserWindow }: Parameters<Parameters<Host['evaluate']>[0]>[0]) {
	const windows = BrowserWindow.getAllWindows();
	const [window] = windows;
	return {
		count: windows.length,
		visible: window?.isVisible(),
		focused: window?.isFocused(),
		maximized: window?.isMaximized(),
		minimized: window?.isMinimized(),
		bounds: window?.getNormalBounds(),
	};
}

/** Ends the core as no program can prevent, sees that it is said, and waits for the next one. */
async function killCore({ page, corePid }: Host): Promise<void> {
	const before = await corePid();
	process.kill(before, 'SIGKILL');
	await page.locator('[data-host=back]').waitFor();
	expect(await corePid()).not.toBe(before);
	await page.locator('[data-host=back]').getByRole('button').click();
	await page.locator('[data-host]').waitFor({ state: 'detached' });
}

async function setUp(page: Page): Promise<void> {
	await page.getByLabel('Tên cơ quan').fill('UBND xã An Bình');
	await page.getByLabel('Mã định danh cơ quan').fill('H00.01');
	await page.getByLabel('Tên đăng nhập của quản trị').fill(ADMIN.name);
	await page.getByLabel('Mật khẩu', { exact: true }).fill(ADMIN.password);
	await page.getByLabel('Nhập lại mật khẩu').fill(ADMIN.password);
	await page.getByRole('button', { name: 'Thiết lập' }).click();
	await page.getByRole('navigation', { name: 'Chức năng' }).waitFor();
}

/** A clerk and one paper that was read, in the folder that the first host has let go of. */
async function seed(): Promise<void> {
	const app = await createApp({ dataDir: start.dataDir, workers: 1 });
	try {
		const { actor } = await app.signIn(ADMIN.name, ADMIN.password);
		await app.createAccount(actor, { ...CLERK, roles: ['clerk'] });
		const clerk = await app.signIn(CLERK.name, CLERK.password);
		const paper = join(folder.path, 'giay-to.pdf');
		await writeFile(paper, await drawPaper());
		for await (const result of app.importAndRead(clerk.actor, [paper])) {
			if (result.kind === 'read') outcome = result.row.id;
		}
	} finally {
		await app.close();
	}
}

/** A paper that was never on paper: its text layer is read, which takes no engine. */
async function drawPaper(): Promise<Uint8Array> {
	const document = await PDFDocument.create();
	const page = document.addPage();
	for (let line = 0; line < 20; line += 1) {
		page.drawText(`Giay chung nhan dang ky ho kinh doanh, dong thu ${line + 1}`, {
			x: 60,
			y: 760 - line * 30,
			size: 14,
		});
	}
	return document.save();
}

import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentPath, pagePath } from '../../../contract/index.ts';
import { asId, type OutcomeId } from '../../../domain/ids.ts';
import { isApp, mayDownload, mayLoad, ORIGIN } from '../../../electron/app-origin.ts';
import { guardDownloads, safeName } from '../../../electron/downloads.ts';
import { isOpened } from '../../../electron/launch.ts';
import { openSecretStore, repositoryToken } from '../../../electron/secret-store.ts';

const id = asId<OutcomeId>('01936f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0e');

describe('where a page may go, and what it may load', () => {
	it('may load itself again, and nothing else in its place', () => {
		for (const url of [ORIGIN, `${ORIGIN}/`, `${ORIGIN}/#/outcomes`]) expect(isApp(url)).toBe(true);
		const others = [
			`${ORIGIN}/x`,
			`${ORIGIN}${documentPath(id)}`,
			`${ORIGIN}/assets/x.js`,
			'sohoa://app2/',
			'https://app/#',
		];
		for (const url of others) expect(isApp(url)).toBe(false);
	});

	it.each([
		'https://evil.example/',
		'http://127.0.0.1:8080/',
		'file:///etc/passwd',
		'ws://127.0.0.1/',
		'ftp://x/',
		'blob:https://evil.example/1',
		'chrome://settings/',
		'chrome-extension://abcdefghijklmnopabcdefghijklmnop/x.js',
		'chrome://resources.evil/',
		'sohoa://evil/',
		'',
	])('loads no %s', (url) => {
		expect([mayLoad(url, true), mayLoad(url, false)]).toEqual([false, false]);
	});

	it('loads what is ours, Chromium’s PDF viewer, and its tools while developing', () => {
		for (const url of [`${ORIGIN}/`, `blob:${ORIGIN}/1`, 'data:image/png;base64,x', 'chrome://resources/css/a.css']) {
			expect(mayLoad(url, false)).toBe(true);
		}
		expect([mayLoad('devtools://devtools/x', true), mayLoad('devtools://devtools/x', false)]).toEqual([true, false]);
	});

	it('offers for saving what is ours', () => {
		const ours = [`blob:${ORIGIN}/1`, `${ORIGIN}${documentPath(id)}`, `${ORIGIN}${pagePath(id, 0)}`];
		for (const url of ours) expect(mayDownload(url)).toBe(true);
		const others = ['data:text/html,x', `${ORIGIN}/`, `${ORIGIN}/assets/x.js`, 'blob:https://x/1', 'https://x/a.exe'];
		for (const url of others) expect(mayDownload(url)).toBe(false);
	});
});

describe('downloads', () => {
	type Listener = (event: { preventDefault(): void }, item: object) => void;

	function download(url: string, name: string): { prevented: boolean; defaultPath?: string } {
		const seen: { prevented: boolean; defaultPath?: string } = { prevented: false };
		const session = {
			on: (_name: string, listener: Listener) => {
				const preventDefault = (): void => {
					seen.prevented = true;
				};
				const setSaveDialogOptions = (options: { defaultPath: string }) => Object.assign(seen, options);
				listener({ preventDefault }, { getURL: () => url, getFilename: () => name, setSaveDialogOptions });
			},
		};
		guardDownloads(session as never);
		return seen;
	}

	it('ask the person where to, under a plain name', () => {
		expect(download(`blob:${ORIGIN}/1`, '../../.bashrc')).toEqual({ prevented: false, defaultPath: 'bashrc' });
	});

	it('of anything else are dropped', () => {
		expect(download('data:text/plain,x', 'a.txt')).toEqual({ prevented: true });
	});

	it.each([
		['Kết quả 12/QĐ.pdf', 'QĐ.pdf'],
		['C:\\Windows\\x.exe', 'x.exe'],
		['a<b>:"c|?*.pdf', 'abc.pdf'],
		['\u0000\u001f', 'sohoa'],
		['...', 'sohoa'],
		['', 'sohoa'],
		['x'.repeat(500), 'x'.repeat(120)],
	])('make a plain name of %j', (given, plain) => {
		expect(safeName(given)).toBe(plain);
	});
});

describe('switches on the command line', () => {
	it('that open the pages to others stop a packaged workstation, not one in development', () => {
		const has = (name: string) => name === 'remote-debugging-port';
		expect([isOpened(true, has), isOpened(false, has), isOpened(true, () => false)]).toEqual([true, false, false]);
	});
});

describe('the repository’s token', () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'sohoa-secret-'));
	});
	afterEach(() => rm(folder, { recursive: true }));

	/** Turns text round: what was sealed can be told from what was not. */
	const keys = {
		isAsyncEncryptionAvailable: async () => true,
		encryptStringAsync: async (text: string) => Buffer.from([...text].reverse().join('')),
		decryptStringAsync: async (sealed: Buffer) => ({ result: [...sealed.toString()].reverse().join('') }),
		getSelectedStorageBackend: () => 'gnome_libsecret',
	};

	it('is handed over once and then known, sealed, to its owner alone', async () => {
		const store = await openSecretStore(keys, 'linux', folder);
		expect(await repositoryToken({}, store)).toBeUndefined();
		expect(await repositoryToken({ SOHOA_REPOSITORY_TOKEN: 'mã-1' }, store)).toBe('mã-1');
		expect(await repositoryToken({ SOHOA_REPOSITORY_TOKEN: '' }, store)).toBe('mã-1');
		const file = join(folder, 'repository-token.sealed');
		expect(await readFile(file, 'utf8')).not.toContain(Buffer.from('mã-1').toString('base64'));
		if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
		await store?.delete('repository-token');
		expect(await repositoryToken({}, store)).toBeUndefined();
	});

	it('is not kept where the system has no key store: it is in the environment or nowhere', async () => {
		const plain = await openSecretStore({ ...keys, getSelectedStorageBackend: () => 'basic_text' }, 'linux', folder);
		const none = await openSecretStore({ ...keys, isAsyncEncryptionAvailable: async () => false }, 'win32', folder);
		expect([plain, none]).toEqual([undefined, undefined]);
		expect(await repositoryToken({ SOHOA_REPOSITORY_TOKEN: 'mã-1' }, plain)).toBe('mã-1');
		expect(await repositoryToken({}, plain)).toBeUndefined();
	});

	it('that another account sealed is not known', async () => {
		const store = await openSecretStore(keys, 'win32', folder);
		await repositoryToken({ SOHOA_REPOSITORY_TOKEN: 'mã-1' }, store);
		const foreign = { ...keys, decryptStringAsync: () => Promise.reject(new Error('Not yours')) };
		expect(await repositoryToken({}, await openSecretStore(foreign, 'win32', folder))).toBeUndefined();
	});
});

describe('our own code', () => {
	it('asks the system to open nothing, runs no text as code, and lets no frame or page be anything but ours', async () => {
		const folder = join(import.meta.dirname, '../../../electron');
		const names = await readdir(folder);
		expect(names).toContain('main.ts');
		for (const name of names) {
			const source = await readFile(join(folder, name), 'utf8');
			const found = source.match(
				/\bshell\b|openExternal|contextBridge|\beval\(|new Function|executeJavaScript|allowpopups/g,
			);
			expect([name, found]).toEqual([name, null]);
		}
	});
});

describe('the package', () => {
	it('has every fuse set', async () => {
		const text = await readFile(join(import.meta.dirname, '../../../electron-builder.yml'), 'utf8');
		const fuses = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(text)?.[1] ?? '';
		const set = Object.fromEntries(
			[...fuses.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, on]) => [name, on]),
		);
		expect(set).toEqual({
			runAsNode: 'false',
			enableCookieEncryption: 'true',
			enableNodeOptionsEnvironmentVariable: 'false',
			enableNodeCliInspectArguments: 'false',
			enableEmbeddedAsarIntegrityValidation: 'true',
			onlyLoadAppFromAsar: 'true',
			loadBrowserProcessSpecificV8Snapshot: 'false',
			grantFileProtocolExtraPrivileges: 'false',
		});
		expect(text).toMatch(/^asar: true$/m);
	});
});

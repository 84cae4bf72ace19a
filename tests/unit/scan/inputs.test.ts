import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { type InputGroup, listInputs, openGroup } from '../../../scan/index.ts';
import { drawnPage, put, temporaryFolder } from './fixtures.ts';

const root = temporaryFolder();
let page: Buffer;

beforeAll(async () => {
	page = await drawnPage(400, 560).png().toBuffer();
	const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
	await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
});

/** Names and parts relative to the root, short enough to compare. */
function shown(groups: readonly InputGroup[]): unknown[] {
	const short = (path: string): string => path.slice(root.length + 1);
	return groups.map((group) =>
		group.kind === 'refused'
			? `${group.fault.code} ${short(group.source)}`
			: `${group.name}: ${group.parts.map((p) => `${short(p.path)}${p.pages === undefined ? '' : `[${p.pages}]`}`).join(' + ')}`,
	);
}

/** A page with a code in its middle, as a separator sheet has. */
async function codePage(text: string, format: 'Code39' | 'QRCode', turn = 0): Promise<Buffer> {
	const { image } = await writeBarcode(text, { format, scale: format === 'QRCode' ? 8 : 3 });
	if (image === null) throw new Error('no code was drawn');
	const code = await sharp(Buffer.from(await image.arrayBuffer()))
		.flatten({ background: '#fff' })
		.resize({ width: 900, kernel: 'nearest' })
		.toBuffer();
	return sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fff' } })
		.composite([{ input: code, left: 300, top: 600 }])
		.png()
		.toBuffer()
		.then((bytes) => sharp(bytes).rotate(turn).png().toBuffer());
}

describe('listInputs', () => {
	it('lists folders in natural Vietnamese order and passes over what is not ours', async () => {
		const folder = join(root, 'order');
		mkdirSync(join(folder, 'phụ lục'), { recursive: true });
		for (const name of ['Trang 10.png', 'Trang 2.png', 'Đơn.png', 'An.png', '.hidden.png']) put(folder, name, page);
		put(join(folder, 'phụ lục'), 'b.png', page);
		put(folder, 'notes.txt', 'not ours');
		put(folder, 'no ending', page);
		symlinkSync(join(folder, 'An.png'), join(folder, 'link.png'));
		symlinkSync(root, join(folder, 'loop'));
		expect(shown(await listInputs([folder], { group: 'file' }))).toEqual([
			'An: order/An.png',
			'Đơn: order/Đơn.png',
			'no ending: order/no ending',
			'Trang 2: order/Trang 2.png',
			'Trang 10: order/Trang 10.png',
			'b: order/phụ lục/b.png',
		]);
	});

	it('makes one outcome of each folder when asked to', async () => {
		const folder = join(root, 'hồ sơ');
		mkdirSync(join(folder, 'con'), { recursive: true });
		for (const name of ['2.png', '1.png']) put(folder, name, page);
		put(join(folder, 'con'), '3.png', page);
		expect(shown(await listInputs([folder], { group: 'folder' }))).toEqual([
			'hồ sơ: hồ sơ/1.png + hồ sơ/2.png',
			// A word in Vietnamese, a device on Windows.
			'_con: hồ sơ/con/3.png',
		]);
	});

	it('faults single paths and goes on', async () => {
		mkdirSync(join(root, 'empty'));
		const good = put(root, 'good.png', page);
		const groups = await listInputs([join(root, 'gone.png'), join(root, 'empty'), `${root}/x\0.png`, good], {
			group: 'file',
		});
		expect(groups.map((g) => (g.kind === 'refused' ? g.fault.code : g.name))).toEqual([
			'gone',
			'folderEmpty',
			'fileNameUnusable',
			'good',
		]);
		const [gone] = groups;
		if (gone?.kind !== 'inputs') throw new Error('a named file is an input even when it is missing');
		await expect(openGroup(gone).next()).rejects.toMatchObject({ code: 'fileMissing' });
	});

	it('keeps files that are ours by name, so that their fault is told', async () => {
		const folder = join(root, 'broken');
		mkdirSync(folder);
		put(folder, 'empty.pdf', '');
		expect(shown(await listInputs([folder], { group: 'file' }))).toEqual(['empty: broken/empty.pdf']);
	});

	it('lists a file that is reached twice once', async () => {
		const folder = join(root, 'twice');
		mkdirSync(folder);
		const file = put(folder, 'a.png', page);
		expect(await listInputs([folder, file, file], { group: 'file' })).toHaveLength(1);
	});

	it.skipIf(process.platform === 'win32')('says that a folder may not be read, and goes on', async () => {
		const folder = join(root, 'closed');
		mkdirSync(folder);
		put(folder, 'a.png', page);
		const good = put(root, 'beside.png', page);
		chmodSync(root, 0o755);
		chmodSync(folder, 0o000);
		const root0 = process.geteuid?.() === 0;
		if (root0) process.seteuid?.(65_534);
		try {
			expect(shown(await listInputs([folder, good], { group: 'file' }))).toEqual([
				'fileUnreadable closed',
				'beside: beside.png',
			]);
		} finally {
			if (root0) process.seteuid?.(0);
			chmodSync(folder, 0o755);
		}
	});

	it('stops when it is told to', async () => {
		await expect(listInputs([root], { group: 'file', signal: AbortSignal.abort() })).rejects.toMatchObject({
			code: 'cancelled',
		});
	});
});

describe('separator sheets', () => {
	it('cuts a run of files at Code 39 and QR sheets, however they lie', async () => {
		const folder = join(root, 'run');
		mkdirSync(folder);
		const pages = [
			page,
			page,
			await codePage('PATCHT', 'Code39'),
			page,
			await codePage('SOHOA:SEPARATOR', 'QRCode', 90),
			await codePage('PATCHT', 'Code39', 180),
			page,
			await codePage('something else', 'QRCode'),
		];
		for (const [i, bytes] of pages.entries()) put(folder, `${i + 1}.png`, bytes);
		expect(shown(await listInputs([folder], { group: 'separator' }))).toEqual([
			'1: run/1.png[0] + run/2.png[0]',
			'4: run/4.png[0]',
			'7: run/7.png[0] + run/8.png[0]',
		]);
	});

	it('cuts inside a file, and a page that cannot be read stays where it is', async () => {
		const folder = join(root, 'inside');
		mkdirSync(folder);
		put(folder, 'a.png', page);
		put(folder, 'b.png', page.subarray(0, page.length - 60));
		const groups = await listInputs([folder], { group: 'separator' });
		expect(shown(groups)).toEqual(['a: inside/a.png[0] + inside/b.png[0]']);
	});
});

describe('openGroup', () => {
	it('opens the parts one after the other, with pages numbered anew', async () => {
		const first = put(root, 'part-1.png', page);
		const second = put(root, 'part-2.png', page);
		const group = {
			kind: 'inputs',
			name: 'x',
			source: root,
			parts: [{ path: first, pages: [0] }, { path: second }],
		} as const;
		const seen: string[] = [];
		for await (const document of openGroup(group)) {
			const { kind, index } = await document.page(0);
			seen.push(`${document.source.slice(root.length + 1)} ${document.pageCount} ${kind} ${index}`);
		}
		expect(seen).toEqual(['part-1.png 1 picture 0', 'part-2.png 1 picture 0']);
	});
});

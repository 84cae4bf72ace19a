import { execFileSync } from 'node:child_process';
import {
	appendFileSync,
	chmodSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../domain/index.ts';
import {
	type HotFolderEvent,
	type HotFolderOptions,
	listInputs,
	openOutcomes,
	watchFolder,
} from '../../../scan/index.ts';
import { pageFolder } from '../../support/scan-all.ts';
import { drawnPage } from '../../unit/scan/fixtures.ts';

const PAGE = await drawnPage(400, 560).png().toBuffer();
const OTHER_PAGE = await drawnPage(410, 560).png().toBuffer();
const isRoot = process.getuid?.() === 0;
const onWindows = process.platform === 'win32';

/** A taker that opens what it is given with the rest of the chain, and remembers it by hash as an import does. */
function importer() {
	const taken: string[] = [];
	const known = new Set<string>();
	const take: HotFolderOptions['take'] = async (item) => {
		const groups = await listInputs([item.path], { group: item.kind });
		for (const group of groups) {
			if (group.kind === 'refused') throw group.fault;
			for (const document of await openOutcomes(group)) {
				for (let index = 0; index < document.pageCount; index++) await document.page(index);
				await document.close();
				taken.push(`${basename(item.path)} ${document.pageCount}`);
				if (known.has(document.sha256)) throw new Fault('duplicateOutcome');
				known.add(document.sha256);
			}
		}
	};
	return { taken, known, take };
}

const FAST = { stableMs: 60, folderStableMs: 60, pollMs: 30, notInside: [] };

async function watchOnce(folder: string, options: Partial<HotFolderOptions> & Pick<HotFolderOptions, 'take'>) {
	return all(watchFolder({ ...FAST, folder, once: true, ...options }));
}

async function all(events: AsyncIterable<HotFolderEvent>): Promise<readonly HotFolderEvent[]> {
	const seen: HotFolderEvent[] = [];
	for await (const event of events) seen.push(event);
	return seen;
}

/** Events short enough to compare. */
const shown = (events: readonly HotFolderEvent[]) =>
	events.map((event) => {
		const name = 'path' in event ? [basename(event.path)] : [];
		return [event.kind, ...name, event.fault?.code].filter((word) => word !== undefined).join(' ');
	});

const setAside = (folder: string, where: string) => {
	const path = join(folder, '.sohoa', where);
	return existsSync(path) ? readdirSync(path).sort() : [];
};

describe('a watched folder', () => {
	it('offers files in natural order, and moves them when they are taken', async () => {
		const folder = pageFolder();
		for (const name of ['Trang 10.png', 'Trang 2.png', 'Ảnh.PNG']) writeFileSync(join(folder, name), PAGE);
		const { take, taken } = importer();
		const events = await watchOnce(folder, { take });
		expect(taken).toEqual(['Ảnh.PNG 1', 'Trang 2.png 1', 'Trang 10.png 1']);
		expect(shown(events)).toEqual(['taken Ảnh.PNG', 'taken Trang 2.png', 'taken Trang 10.png']);
		expect(readdirSync(folder)).toEqual(['.sohoa']);
		expect(setAside(folder, 'done')).toEqual(['Trang 10.png', 'Trang 2.png', 'Ảnh.PNG']);
		expect(readFileSync(join(folder, '.sohoa/done/Ảnh.PNG')).equals(PAGE)).toBe(true);
	});

	it('passes over what is no scan: links, pipes, hidden and temporary names, what systems leave', async () => {
		const folder = pageFolder();
		writeFileSync(join(folder, 'real.png'), PAGE);
		symlinkSync('/etc/passwd', join(folder, 'secret.png'));
		symlinkSync(pageFolder(), join(folder, 'elsewhere'));
		const left = [
			'.hidden.png',
			'~$QĐ.docx',
			'a.part',
			'b.PDF.crdownload',
			'c.tmp',
			'Thumbs.db',
			'desktop.ini',
			'd.filepart',
		];
		for (const name of left) writeFileSync(join(folder, name), PAGE);
		if (!onWindows) execFileSync('mkfifo', [join(folder, 'pipe.png')]);
		const { take, taken } = importer();
		await watchOnce(folder, { take });
		expect(taken).toEqual(['real.png 1']);
		expect(readdirSync(folder)).toHaveLength(left.length + (onWindows ? 3 : 4));
	});

	it('waits for an empty file, and for one that grows', async () => {
		const folder = pageFolder();
		const path = join(folder, 'growing.png');
		writeFileSync(join(folder, 'empty.png'), '');
		writeFileSync(path, PAGE.subarray(0, 100));
		const { take, taken } = importer();
		const stop = new AbortController();
		const events: HotFolderEvent[] = [];
		let at = 100;
		// A piece comes between any two looks, for far longer than a file must be left alone.
		const timer = setInterval(() => {
			appendFileSync(path, PAGE.subarray(at, at + 40));
			at += 40;
		}, 20);
		for await (const event of watchFolder({ ...FAST, folder, stableMs: 400, take, signal: stop.signal })) {
			events.push(event);
			stop.abort();
		}
		clearInterval(timer);
		expect(at).toBeGreaterThanOrEqual(PAGE.length);
		expect(shown(events)).toEqual(['taken growing.png']);
		expect(taken).toEqual(['growing.png 1']);
		expect(existsSync(join(folder, 'empty.png'))).toBe(true);
	});

	it.skipIf(process.platform !== 'linux')('waits for a writer that pauses with the file open', async () => {
		const folder = pageFolder();
		const path = join(folder, 'slow.png');
		writeFileSync(join(folder, 'beside.png'), OTHER_PAGE);
		const file = openSync(path, 'w');
		writeSync(file, PAGE.subarray(0, 500));
		const { take, taken } = importer();
		const stop = new AbortController();
		for await (const event of watchFolder({ ...FAST, folder, take, signal: stop.signal })) {
			if (event.kind === 'taken' && event.path === path) break;
			// The other one, which came at the same time, has been taken: so this one had its turn and was passed over.
			expect(shown([event])).toEqual(['taken beside.png']);
			writeSync(file, PAGE.subarray(500));
			closeSync(file);
		}
		expect(taken).toEqual(['beside.png 1', 'slow.png 1']);
	});

	it('takes a file that is renamed into place', async () => {
		const folder = pageFolder();
		writeFileSync(join(folder, 'scan.png.part'), PAGE);
		const { take, taken } = importer();
		const stop = new AbortController();
		const timer = setTimeout(() => renameSync(join(folder, 'scan.png.part'), join(folder, 'scan.png')), 150);
		for await (const event of watchFolder({ ...FAST, folder, take, signal: stop.signal })) {
			expect(shown([event])).toEqual(['taken scan.png']);
			stop.abort();
		}
		clearTimeout(timer);
		expect(taken).toEqual(['scan.png 1']);
	});

	it('is told of changes by the system where that is possible, and does not depend on it', async () => {
		const folder = pageFolder();
		const { take } = importer();
		const stop = new AbortController();
		const timer = setTimeout(() => writeFileSync(join(folder, 'a.png'), PAGE), 150);
		// With looks an hour apart only a hint can lead to it.
		for await (const event of watchFolder({ ...FAST, folder, pollMs: 3_600_000, take, signal: stop.signal })) {
			expect(shown([event])).toEqual(['taken a.png']);
			stop.abort();
		}
		clearTimeout(timer);
	});

	it('sets a bad file aside with the reason, and goes on', async () => {
		const folder = pageFolder();
		writeFileSync(join(folder, '1.png'), PAGE.subarray(0, 800));
		writeFileSync(join(folder, '2.pdf'), 'not a PDF');
		writeFileSync(join(folder, '3.png'), PAGE);
		writeFileSync(join(folder, '4.docx'), 'PK');
		const { take } = importer();
		const events = await watchOnce(folder, { take });
		expect(shown(events)).toEqual([
			'failed 1.png imageDamaged',
			'failed 2.pdf fileKindUnknown',
			'taken 3.png',
			'failed 4.docx fileKindUnknown',
		]);
		expect(setAside(folder, 'failed')).toEqual(['1.png', '1.png.json', '2.pdf', '2.pdf.json', '4.docx', '4.docx.json']);
		expect(JSON.parse(readFileSync(join(folder, '.sohoa/failed/1.png.json'), 'utf8'))).toMatchObject({
			source: '1.png',
			fault: { code: 'imageDamaged' },
		});
	});

	it('tells of a bug that one file wakes as a bug, and goes on', async () => {
		const folder = pageFolder();
		writeFileSync(join(folder, '1.png'), PAGE);
		writeFileSync(join(folder, '2.png'), PAGE);
		const events = await watchOnce(folder, {
			take: async (item) => {
				if (item.path.endsWith('1.png')) throw new TypeError('Nguyễn Văn A');
			},
		});
		expect(shown(events)).toEqual(['failed 1.png unexpected', 'taken 2.png']);
		expect(readFileSync(join(folder, '.sohoa/failed/1.png.json'), 'utf8')).not.toContain('Nguyễn');
	});

	it('leaves a file for which the fault is not its own, tells it once and offers it again', async () => {
		const folder = pageFolder();
		writeFileSync(join(folder, 'a.png'), PAGE);
		let turns = 0;
		const stop = new AbortController();
		const events: HotFolderEvent[] = [];
		const take = async () => {
			turns++;
			if (turns < 4) throw new Fault('diskFull');
		};
		for await (const event of watchFolder({ ...FAST, folder, take, retryMs: 30, signal: stop.signal })) {
			events.push(event);
			if (event.kind === 'taken') stop.abort();
		}
		expect(shown(events)).toEqual(['postponed a.png diskFull', 'taken a.png']);
		expect(turns).toBe(4);
	});

	it('never replaces what it has set aside, and takes the same name with other bytes as a new file', async () => {
		const folder = pageFolder();
		const { take, taken } = importer();
		const path = join(folder, 'scan.png');
		for (const bytes of [PAGE, OTHER_PAGE, PAGE]) {
			writeFileSync(path, bytes);
			expect(shown(await watchOnce(folder, { take }))).toEqual(['taken scan.png']);
		}
		expect(taken).toHaveLength(3);
		expect(setAside(folder, 'done')).toEqual(['scan-2.png', 'scan-3.png', 'scan.png']);
		expect(readFileSync(join(folder, '.sohoa/done/scan.png')).equals(PAGE)).toBe(true);
		expect(readFileSync(join(folder, '.sohoa/done/scan-2.png')).equals(OTHER_PAGE)).toBe(true);
	});

	it('leaves files where they are when told to, and offers one again only when it changes', async () => {
		const folder = pageFolder();
		const path = join(folder, 'a.png');
		const date = new Date('2026-11-23T00:00:00Z');
		writeFileSync(path, PAGE);
		utimesSync(path, date, date);
		writeFileSync(join(folder, 'b.png'), 'bad');
		const { take, taken } = importer();
		const stop = new AbortController();
		const events: HotFolderEvent[] = [];
		for await (const event of watchFolder({ ...FAST, folder, take, after: 'keep', signal: stop.signal })) {
			events.push(event);
			if (events.length === 2) {
				// Same size, same date: only the time of the change itself differs.
				utimesSync(path, date, date);
			}
			if (events.length === 3) stop.abort();
		}
		expect(shown(events)).toEqual(['taken a.png', 'failed b.png fileKindUnknown', 'taken a.png']);
		expect(taken).toEqual(['a.png 1', 'a.png 1']);
		expect(readdirSync(folder).sort()).toEqual(['a.png', 'b.png']);
	});

	it('finds what was under way when it was stopped: the same bytes are known, nothing is lost', async () => {
		const folder = pageFolder();
		writeFileSync(join(folder, 'a.png'), PAGE);
		writeFileSync(join(folder, 'b.png'), OTHER_PAGE);
		const { take, known } = importer();
		const stop = new AbortController();
		// Stopped after the taker has stored it, before it could say so.
		const interrupted: HotFolderOptions['take'] = async (item, signal) => {
			await take(item, signal);
			stop.abort();
			throw new Fault('cancelled');
		};
		const events = await watchOnce(folder, { take: interrupted, signal: stop.signal });
		expect(events).toEqual([]);
		expect(readdirSync(folder).sort()).toEqual(['a.png', 'b.png']);
		expect(shown(await watchOnce(folder, { take }))).toEqual(['taken a.png', 'taken b.png']);
		expect(known.size).toBe(2);
		expect(setAside(folder, 'done')).toEqual(['a.png', 'b.png']);
	});

	it('bears that a file vanishes, before or while it is taken', async () => {
		const folder = pageFolder();
		for (const name of ['1.png', '2.png', '3.png']) writeFileSync(join(folder, name), PAGE);
		const { take, taken } = importer();
		const events = await watchOnce(folder, {
			take: async (item, signal) => {
				if (item.path.endsWith('1.png')) {
					rmSync(join(folder, '2.png'));
					rmSync(item.path);
				}
				await take(item, signal);
			},
		});
		expect(shown(events)).toEqual(['taken 3.png']);
		expect(taken).toEqual(['3.png 1']);
	});

	it('offers a file again that changed while it was taken', async () => {
		const folder = pageFolder();
		const path = join(folder, 'a.png');
		writeFileSync(path, PAGE);
		const { take, taken } = importer();
		let turns = 0;
		const events = await watchOnce(folder, {
			take: async (item, signal) => {
				await take(item, signal);
				if (++turns === 1) writeFileSync(path, OTHER_PAGE);
			},
		});
		expect(shown(events)).toEqual(['taken a.png', 'taken a.png']);
		expect(events.map((event) => 'movedTo' in event)).toEqual([false, true]);
		expect(taken).toHaveLength(2);
		expect(readFileSync(join(folder, '.sohoa/done/a.png')).equals(OTHER_PAGE)).toBe(true);
	});

	it.skipIf(onWindows)('reports a file that may not be read, leaves it, and takes it once it may', async () => {
		const folder = pageFolder();
		const path = join(folder, 'closed.png');
		writeFileSync(path, PAGE);
		writeFileSync(join(folder, 'open.png'), PAGE);
		chmodSync(folder, 0o777);
		chmodSync(path, 0o000);
		const { take } = importer();
		const stop = new AbortController();
		const events: HotFolderEvent[] = [];
		if (isRoot) process.seteuid?.(65_534);
		try {
			for await (const event of watchFolder({ ...FAST, folder, take, signal: stop.signal })) {
				events.push(event);
				if (events.length === 2) {
					if (isRoot) process.seteuid?.(0);
					chmodSync(path, 0o644);
				}
				if (events.length === 3) stop.abort();
			}
		} finally {
			if (isRoot) process.seteuid?.(0);
		}
		expect(shown(events)).toEqual(['failed closed.png fileUnreadable', 'taken open.png', 'taken closed.png']);
	});

	it.skipIf(!isRoot)('takes files that it may not move, says so, and does not take them twice', async () => {
		const folder = pageFolder();
		writeFileSync(join(folder, 'a.png'), PAGE);
		chmodSync(folder, 0o755);
		const { take, taken } = importer();
		process.seteuid?.(65_534);
		try {
			const stop = new AbortController();
			const timer = setTimeout(() => stop.abort(), 1_000);
			const events = await all(watchFolder({ ...FAST, folder, take, signal: stop.signal }));
			clearTimeout(timer);
			expect(shown(events)).toEqual(['taken a.png outputUnwritable']);
		} finally {
			process.seteuid?.(0);
		}
		expect(taken).toEqual(['a.png 1']);
	});

	it.skipIf(process.platform !== 'linux')('bears hostile names', async () => {
		const folder = pageFolder();
		const long = `${'ế'.repeat(83)}.png`;
		const names = [
			'a\nb\u202e.png',
			'-rf.png',
			'CON.png',
			`${'x'.repeat(251)}.png`,
			long,
			'Quyết định.png'.normalize('NFD'),
		];
		for (const name of names) writeFileSync(join(folder, name), PAGE);
		writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.png')]), PAGE);
		const events = await watchOnce(folder, { take: importer().take });
		expect(events.filter((event) => event.kind === 'taken')).toHaveLength(names.length);
		expect(events.filter((event) => event.kind === 'failed')).toMatchObject([
			{ fault: { code: 'fileNameUnusable', data: { reason: 'character' } } },
		]);
		expect(setAside(folder, 'done')).toEqual(
			['_CON.png', 'a b.png', 'rf.png', `${'x'.repeat(120)}.png`, 'Quyết định.png', `${'ế'.repeat(73)}.png`].sort(),
		);
	});

	it('offers a folder of pages as one outcome once it is quiet', async () => {
		const folder = pageFolder();
		const pages = join(folder, 'Hồ sơ 12');
		mkdirSync(join(folder, 'empty'));
		mkdirSync(pages);
		for (const name of ['1.png', '2.png', '10.png']) writeFileSync(join(pages, name), PAGE);
		writeFileSync(join(pages, '11.png.part'), PAGE);
		writeFileSync(join(folder, 'single.png'), OTHER_PAGE);
		const { take, taken } = importer();
		const stop = new AbortController();
		for await (const event of watchFolder({ ...FAST, folder, take, signal: stop.signal })) {
			// While a page is on its way the folder is not offered.
			if (event.kind === 'taken' && event.path.endsWith('single.png')) {
				expect(taken).toEqual(['single.png 1']);
				renameSync(join(pages, '11.png.part'), join(pages, '11.png'));
			} else stop.abort();
		}
		expect(taken).toEqual(['single.png 1', 'Hồ sơ 12 4']);
		expect(setAside(folder, 'done')).toEqual(['Hồ sơ 12', 'single.png']);
		expect(readdirSync(folder).sort()).toEqual(['.sohoa', 'empty']);
	});

	it('says that the folder is gone, and goes on when it is back', async () => {
		const folder = join(pageFolder(), 'share');
		mkdirSync(folder);
		const { take } = importer();
		const stop = new AbortController();
		const events: HotFolderEvent[] = [];
		setTimeout(() => rmSync(folder, { recursive: true }), 100);
		for await (const event of watchFolder({ ...FAST, folder, take, signal: stop.signal })) {
			events.push(event);
			if (event.kind === 'folderLost') {
				mkdirSync(folder);
				writeFileSync(join(folder, 'a.png'), PAGE);
			} else stop.abort();
		}
		expect(shown(events)).toEqual(['folderLost fileMissing', 'taken a.png']);
	});

	it('refuses a folder that is not safe to watch', async () => {
		const root = pageFolder();
		const data = join(root, 'data');
		const inbox = join(root, 'inbox');
		mkdirSync(join(data, 'inbox'), { recursive: true });
		mkdirSync(inbox);
		symlinkSync(inbox, join(root, 'link'));
		symlinkSync(data, join(root, 'data-link'));
		writeFileSync(join(root, 'file'), 'x');
		const begin = async (folder: string) => {
			await watchOnce(folder, { take: async () => {}, notInside: [data, join(root, 'not-yet')] });
			return 'watched';
		};
		for (const folder of [
			root,
			data,
			join(data, 'inbox'),
			join(root, 'data-link', 'inbox'),
			join(root, 'link'),
			join(root, 'file'),
		]) {
			await expect(begin(folder)).rejects.toMatchObject({ code: 'hotFolderUnsafe' });
		}
		await expect(begin(join(root, 'missing'))).rejects.toMatchObject({ code: 'fileMissing' });
		expect(await begin(inbox)).toBe('watched');
		mkdirSync(join(root, 'data-2'));
		expect(await begin(join(root, 'data-2'))).toBe('watched');
		symlinkSync(data, join(inbox, '.sohoa'));
		await expect(begin(inbox)).rejects.toMatchObject({ code: 'hotFolderUnsafe' });
		expect(readdirSync(data)).toEqual(['inbox']);
	});

	it('stops at once when it is turned into a link', async () => {
		const root = pageFolder();
		const folder = join(root, 'inbox');
		mkdirSync(folder);
		setTimeout(() => {
			renameSync(folder, join(root, 'was'));
			symlinkSync('/etc', folder);
		}, 100);
		await expect(all(watchFolder({ ...FAST, folder, take: async () => {} }))).rejects.toMatchObject({
			code: 'hotFolderUnsafe',
		});
	});
});

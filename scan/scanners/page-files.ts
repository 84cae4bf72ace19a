import { mkdtemp, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { Fault, isFault } from '../../domain/index.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { moveToNewName, syncFolder, systemCode } from '../new-name.ts';
import type { ScannedPageFile } from '../scanner.ts';
import { openSourceFile } from '../source-file.ts';
import { readNumbers, readTiff, TAG, type TiffFile } from '../tiff-directory.ts';
import { readTiffPageHeader } from '../tiff-page.ts';

/** What `scanimage` is told to call its pages; it fills in the number. */
export const STAGED_PATTERN = 'p%d.tif';
const STAGED_PAGE = /^p(\d{1,9})\.tif$/;
const PAGE_FILE = /^page-(\d{4,9})\.(?:png|tif)$/;
/** Hidden, so that nothing takes half pages for pages; the number is the process that scans, 0 when none does any more. */
const STAGING = /^\.scan-(\d+)-/;
/** Level 4: as `pixels.ts`. A noisy A4 page of 26 MB at 300 dpi in colour became 16 MB in 0.85 s (2026-11-23, 2 cores). */
const PNG_LEVEL = 4;
const MM_PER_INCH = 25.4;
/** Room that a page may need: with less than this left, a page that stops short means a full disk. */
const PAGE_ROOM_BYTES = 16 * 1024 ** 2;

/**
 * A folder beside the pages for what is not yet a page.
 *
 * @throws {Fault} `outputUnwritable`, `diskFull`.
 */
export async function makeStaging(folder: string): Promise<string> {
	return inFolder(() => mkdtemp(join(folder, `.scan-${process.pid}-`)));
}

/** The pages that lie in a staging folder, in the order in which they were scanned. */
export async function stagedPages(staging: string): Promise<readonly string[]> {
	const names = (await readdir(staging)).filter((name) => STAGED_PAGE.test(name));
	return names
		.toSorted((a, b) => numberOf(a, STAGED_PAGE) - numberOf(b, STAGED_PAGE))
		.map((name) => join(staging, name));
}

/** Whether `scanimage` has printed the name of a page, which it does once that is complete. */
export function isStagedName(line: string): boolean {
	return STAGED_PAGE.test(line);
}

/** Staging folders of programs that are gone. */
export async function abandonedStagings(folder: string): Promise<readonly string[]> {
	const names = await inFolder(() => readdir(folder));
	return names
		.filter((name) => STAGING.test(name) && !isRunning(numberOf(name, STAGING)))
		.map((name) => join(folder, name));
}

/** Takes a staging folder away, or marks it as nobody's when pages are left in it. */
export async function leaveStaging(staging: string): Promise<void> {
	if ((await stagedPages(staging)).length === 0) {
		await rm(staging, { recursive: true, force: true });
		return;
	}
	await rename(staging, staging.replace(/\.scan-\d+-(?=[^/\\]*$)/, '.scan-0-'));
}

/**
 * Makes a staged page a page: checks that it is complete, packs it without loss (gray and colour as PNG, black and white as G4 TIFF;
 * `scanimage` could write PNG itself, but crashes where a driver learns the length of a page only at its end), gives it the next free
 * number in the folder and takes the staged file away. Until then it is not touched, so a crash loses nothing.
 *
 * @throws {Fault} `scannerFailed` (status `incompletePage`) for a page that stops short, `diskFull`, `outputUnwritable`.
 */
export async function publishPage(staged: string, folder: string, index: number): Promise<ScannedPageFile> {
	const facts = await readStaged(staged, folder, index);
	const { bytes, ending } = await packed(staged, facts);
	const path = await inFolder(() => writePage(staged, folder, bytes, ending));
	const { widthPx, heightPx, dpi } = facts;
	return { path, index, widthPx, heightPx, dpi };
}

/**
 * Whether a staged page is the newest page of the folder: a crash came between naming that and taking the staged one away.
 *
 * @throws {Fault} as {@link publishPage}.
 */
export async function isPublished(staged: string, folder: string): Promise<boolean> {
	const newest = (await pageNames(folder)).at(-1);
	if (newest === undefined) return false;
	const { bytes } = await packed(staged, await readStaged(staged, folder, 0));
	return Buffer.compare(await readFile(join(folder, newest)), bytes) === 0;
}

type PageFacts = { readonly widthPx: number; readonly heightPx: number; readonly dpi: number; readonly bits: number };

async function readStaged(staged: string, folder: string, pages: number): Promise<PageFacts> {
	try {
		const file = await openSourceFile(staged, DEFAULT_LIMITS.maxFileBytes);
		try {
			const tiff = await readTiff(file, 1);
			return await completeFacts(tiff);
		} finally {
			await file.close();
		}
	} catch (error) {
		if (!isFault(error, 'imageDamaged') && !isFault(error, 'fileEmpty')) throw error;
		await rm(staged, { force: true });
		throw await shortPage(folder, pages, error);
	}
}

/** `scanimage` does not notice that a write failed, and a driver may end a page early: both show in the length of the file. */
async function completeFacts(tiff: TiffFile): Promise<PageFacts> {
	const [directory] = tiff.directories;
	if (directory === undefined) throw new Fault('imageDamaged', { detail: 'noDirectory' });
	const { widthPx, heightPx, claim } = await readTiffPageHeader(tiff, directory);
	const [bits = 1] = await readNumbers(tiff, directory, TAG.bitsPerSample);
	const [samples = 1] = await readNumbers(tiff, directory, TAG.samplesPerPixel);
	const [offset = 0] = await readNumbers(tiff, directory, TAG.stripOffsets);
	const needed = offset + Math.ceil((widthPx * bits * samples) / 8) * heightPx;
	if (tiff.source.size < needed || claim === undefined) throw new Fault('imageDamaged', { detail: 'dataOutside' });
	return { widthPx, heightPx, bits, dpi: claim.xDpi };
}

/** A page that stops short: for want of room on the disk, or because the driver gave no more. */
async function shortPage(folder: string, pages: number, cause?: unknown): Promise<Fault> {
	const { bavail, bsize } = await statfs(folder);
	if (bavail * bsize < PAGE_ROOM_BYTES) return new Fault('diskFull', {}, cause);
	return new Fault('scannerFailed', { status: 'incompletePage', pages }, cause);
}

/**
 * What `scanimage` could not write: for want of room, or of the right.
 *
 * @returns `diskFull` or `outputUnwritable`.
 */
export async function unwritable(folder: string): Promise<Fault> {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize < PAGE_ROOM_BYTES ? new Fault('diskFull') : new Fault('outputUnwritable');
}

async function packed(staged: string, facts: PageFacts): Promise<{ bytes: Uint8Array; ending: 'png' | 'tif' }> {
	const image: Sharp = sharp(staged, { limitInputPixels: false, sequentialRead: true });
	if (facts.bits !== 1) return { bytes: await image.png({ compressionLevel: PNG_LEVEL }).toBuffer(), ending: 'png' };
	const perMm = facts.dpi / MM_PER_INCH;
	const tiff = { compression: 'ccittfax4', bitdepth: 1, xres: perMm, yres: perMm, resolutionUnit: 'inch' } as const;
	return { bytes: await image.toColourspace('b-w').tiff(tiff).toBuffer(), ending: 'tif' };
}

async function writePage(staged: string, folder: string, bytes: Uint8Array, ending: string): Promise<string> {
	const temporary = `${staged}.${ending}`;
	const handle = await open(temporary, 'w', 0o600);
	try {
		await handle.writeFile(bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
	for (let number = (await lastNumber(folder)) + 1; ; number++) {
		const path = join(folder, `page-${String(number).padStart(4, '0')}.${ending}`);
		if (!(await moveToNewName(temporary, path))) continue;
		await syncFolder(folder);
		await rm(staged);
		return path;
	}
}

async function lastNumber(folder: string): Promise<number> {
	const last = (await pageNames(folder)).at(-1);
	return last === undefined ? 0 : numberOf(last, PAGE_FILE);
}

async function pageNames(folder: string): Promise<readonly string[]> {
	const names = (await readdir(folder)).filter((name) => PAGE_FILE.test(name));
	return names.toSorted((a, b) => numberOf(a, PAGE_FILE) - numberOf(b, PAGE_FILE));
}

function numberOf(path: string, pattern: RegExp): number {
	return Number(pattern.exec(basename(path))?.[1] ?? 0);
}

function isRunning(pid: number): boolean {
	if (pid === 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return systemCode(error) === 'EPERM';
	}
}

/** Runs what writes to the page folder, and names what may go wrong with it. */
async function inFolder<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		switch (systemCode(error)) {
			case 'ENOSPC':
			case 'EDQUOT':
				throw new Fault('diskFull', {}, error);
			case 'ENOENT':
			case 'ENOTDIR':
			case 'EACCES':
			case 'EPERM':
			case 'EROFS':
				throw new Fault('outputUnwritable', {}, error);
			default:
				throw error;
		}
	}
}

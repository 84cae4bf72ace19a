import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_OUTPUT = 256 * 1024 * 1024;

/** Where `scripts/fetch-validators.mjs` puts the jar. */
const VERAPDF_JAR = resolve(import.meta.dirname, '../../.cache/validators/greenfield-apps-1.28.2.jar');

/** Where it puts pyHanko's virtual environment; the mark is written last. */
const PYHANKO_FOLDER = resolve(import.meta.dirname, '../../.cache/validators/pyhanko-0.38.0');

/**
 * Programs of other people that judge what we write. `veraPdf` needs Java and the jar, `pyHanko` Python and its environment, the
 * others are Debian's.
 */
export type Validator =
	| 'veraPdf'
	| 'pyHanko'
	| 'qpdf'
	| 'pdftotext'
	| 'pdffonts'
	| 'pdfimages'
	| 'pdftoppm'
	| 'pdfinfo'
	| 'pdfsig'
	| 'openssl';

function canStart(program: string, ...args: readonly string[]): boolean {
	return spawnSync(program, args, { stdio: 'ignore' }).error === undefined;
}

function isThere(validator: Validator): boolean {
	if (validator === 'veraPdf') return existsSync(VERAPDF_JAR) && canStart('java', '-version');
	if (validator === 'pyHanko') return existsSync(join(PYHANKO_FOLDER, 'sohoa-complete'));
	const flags: Partial<Record<Validator, string>> = { qpdf: '--version', openssl: 'version' };
	return canStart(validator, flags[validator] ?? '-v');
}

/**
 * Why tests that need these validators are skipped, fit for `describe.skipIf(why !== '')` and for the name of the test;
 * empty when they can run. With `SOHOA_REQUIRE_VALIDATORS=1` always empty, so that a missing one fails the test.
 */
export function whySkipped(...validators: readonly Validator[]): string {
	if (process.env.SOHOA_REQUIRE_VALIDATORS === '1') return '';
	const missing = validators.filter((validator) => !isThere(validator));
	return missing.length === 0 ? '' : ` [skipped: no ${missing.join(', ')}]`;
}

/** One rule of ISO 19005 that a file breaks. */
export type Violation = { readonly clause: string; readonly description: string; readonly where: string };

/** What veraPDF says of a file. `violations` is empty if and only if it conforms. */
export type VeraPdfResult = { readonly file: string; readonly violations: readonly Violation[] };

type VeraPdfReport = {
	readonly report: {
		readonly jobs: readonly {
			readonly itemDetails: { readonly name: string };
			readonly taskException?: { readonly exception?: string };
			readonly validationResult?: readonly {
				readonly compliant: boolean;
				readonly details: {
					readonly ruleSummaries: readonly {
						readonly clause: string;
						readonly testNumber: number;
						readonly description: string;
						readonly checks: readonly { readonly context: string; readonly errorMessage?: string }[];
					}[];
				};
			}[];
		}[];
	};
};

type Job = VeraPdfReport['report']['jobs'][number];

function violationsOf(job: Job): readonly Violation[] {
	const result = job.validationResult?.[0];
	if (result === undefined) {
		return [{ clause: 'none', description: job.taskException?.exception ?? 'veraPDF could not read it', where: '' }];
	}
	const found = result.details.ruleSummaries.map((rule) => ({
		clause: `${rule.clause}-${rule.testNumber}`,
		description: rule.checks[0]?.errorMessage ?? rule.description,
		where: rule.checks[0]?.context ?? '',
	}));
	if (result.compliant === found.length > 0) throw new Error('veraPDF contradicts itself');
	return found;
}

/** Judges files against PDF/A-2u, all in one start of the Java machine. In the order of `files`. */
export async function veraPdf(files: readonly string[]): Promise<readonly VeraPdfResult[]> {
	const paths = files.map((file) => resolve(file));
	const args = ['-cp', VERAPDF_JAR, 'org.verapdf.apps.GreenfieldCliWrapper', '--flavour', '2u', '--format', 'json'];
	// Exit 1 means that some file does not conform: the report says which.
	const stdout = await outputOf('java', [...args, ...paths], [0, 1]);
	const { jobs } = (JSON.parse(stdout) as VeraPdfReport).report;
	return paths.map((file) => {
		const job = jobs.find(({ itemDetails }) => resolve(itemDetails.name) === file);
		if (job === undefined) throw new Error(`veraPDF said nothing of ${file}`);
		return { file, violations: violationsOf(job) };
	});
}

async function outputOf(program: string, args: readonly string[], accepted: readonly number[] = [0]): Promise<string> {
	try {
		return (await run(program, args, { maxBuffer: MAX_OUTPUT })).stdout;
	} catch (error) {
		const { code, stdout } = error as { code?: unknown; stdout?: string };
		if (typeof code === 'number' && accepted.includes(code) && stdout !== undefined) return stdout;
		throw error;
	}
}

/** @throws {Error} with qpdf's words when the file has a structural error or warning. */
export async function qpdfCheck(file: string): Promise<void> {
	await outputOf('qpdf', ['--check', file]);
}

/** The file's text as poppler finds it. `raw` keeps the order of the content stream. */
export async function pdfToText(file: string, order: 'layout' | 'reading' | 'raw' = 'reading'): Promise<string> {
	const flags = { layout: ['-layout'], reading: [], raw: ['-raw'] }[order];
	return await outputOf('pdftotext', [...flags, '-enc', 'UTF-8', file, '-']);
}

/** A word and its box in pt, top-left origin: x, y, width, height. */
export type BoxedWord = { readonly text: string; readonly box: readonly [number, number, number, number] };

function unescapeXml(text: string): string {
	const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
	return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
		if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
		if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
		return names[name] ?? whole;
	});
}

/** The words of each page with their boxes, as poppler finds them; `cropped`: counted from the crop box, as the page is displayed. */
export async function pdfToBoxes(file: string, cropped = false): Promise<readonly (readonly BoxedWord[])[]> {
	const flags = cropped ? ['-bbox', '-cropbox'] : ['-bbox'];
	const html = await outputOf('pdftotext', [...flags, '-enc', 'UTF-8', file, '-']);
	const word = /<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">(.*?)<\/word>/gs;
	return html
		.split('<page ')
		.slice(1)
		.map((page) =>
			Array.from(page.matchAll(word), ([, x0, y0, x1, y1, text]): BoxedWord => {
				const [left, top, right, bottom] = [Number(x0), Number(y0), Number(x1), Number(y1)];
				return { text: unescapeXml(text ?? ''), box: [left, top, right - left, bottom - top] };
			}),
		);
}

/** One font of a file: `pdffonts`' columns that matter. */
export type ListedFont = { readonly name: string; readonly embedded: boolean; readonly unicode: boolean };

export async function pdfFonts(file: string): Promise<readonly ListedFont[]> {
	const rows = (await outputOf('pdffonts', [file])).split('\n').slice(2);
	return rows.flatMap((row) => {
		const columns = row.match(/^(\S+)\s.*\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/);
		const [, name, embedded, , unicode] = columns ?? [];
		return name === undefined ? [] : [{ name, embedded: embedded === 'yes', unicode: unicode === 'yes' }];
	});
}

/** One picture of a file: `pdfimages -list`'s columns that matter. */
export type ListedImage = {
	readonly page: number;
	readonly widthPx: number;
	readonly heightPx: number;
	readonly colour: string;
	readonly bits: number;
	readonly encoding: string;
};

export async function pdfImages(file: string): Promise<readonly ListedImage[]> {
	const rows = (await outputOf('pdfimages', ['-list', file])).trim().split('\n').slice(2);
	return rows.map((row) => {
		const [page, , , width, height, colour, , bits, encoding] = row.trim().split(/\s+/);
		return {
			page: Number(page),
			widthPx: Number(width),
			heightPx: Number(height),
			colour: colour ?? '',
			bits: Number(bits),
			encoding: encoding ?? '',
		};
	});
}

async function filesMadeBy(make: (prefix: string) => Promise<unknown>): Promise<readonly Buffer[]> {
	const folder = await mkdtemp(join(tmpdir(), 'sohoa-validators-'));
	try {
		await make(join(folder, 'out'));
		const names = (await readdir(folder)).filter((name) => !name.endsWith('.params')).sort();
		return await Promise.all(names.map((name) => readFile(join(folder, name))));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The pictures' own streams in order: JPEG as it lies in the file (`-j`), CCITT likewise (`-ccitt`), others as PNG. */
export async function pdfImageStreams(file: string): Promise<readonly Buffer[]> {
	return await filesMadeBy((prefix) => outputOf('pdfimages', ['-j', '-ccitt', '-png', file, prefix]));
}

/** Every page as poppler draws it, PNG, at `dpi`. */
export async function pdfToPng(file: string, dpi: number): Promise<readonly Buffer[]> {
	return await filesMadeBy((prefix) => outputOf('pdftoppm', ['-png', '-r', String(dpi), file, prefix]));
}

/** The width and height of page `page` (from 1), pt, as poppler reads them. */
export async function pdfPageSize(file: string, page = 1): Promise<readonly [number, number]> {
	const text = await outputOf('pdfinfo', ['-f', String(page), '-l', String(page), file]);
	const [, width, height] = text.match(/size:\s+([\d.]+) x ([\d.]+) pts/) ?? [];
	return [Number(width), Number(height)];
}

/** One signature as poppler's `pdfsig` sees it. */
export type PdfSigFinding = {
	readonly field: string;
	readonly type: string;
	readonly valid: boolean;
	readonly whole: boolean;
};

/** What `pdfsig` says of each signature; trust in the certificate aside (it has no anchors of ours). */
export async function pdfSig(file: string): Promise<readonly PdfSigFinding[]> {
	// Exit 2: there is no signature.
	const text = await outputOf('pdfsig', ['-nocert', file], [0, 2]);
	return text
		.split(/^Signature #/m)
		.slice(1)
		.map((part) => ({
			field: part.match(/Field Name: (.*)/)?.[1] ?? '',
			type: part.match(/Signature Type: (.*)/)?.[1] ?? '',
			valid: part.includes('Signature Validation: Signature is Valid.'),
			whole: part.includes('- Total document signed'),
		}));
}

/** One signature as pyHanko judges it. */
export type PyHankoFinding = {
	readonly field: string;
	readonly valid: boolean;
	readonly trusted: boolean;
	/** Whether it covers the whole file, or what came later is signing and form filling only. */
	readonly changes: 'none' | 'signing' | 'other';
};

/** What pyHanko's difference analysis and path validation say of each signature, with `anchor` (PEM) as the only trust. */
export async function pyHanko(file: string, anchor: string): Promise<readonly PyHankoFinding[]> {
	const args = ['sign', 'validate', '--trust', anchor, '--trust-replace', '--pretty-print', file];
	const text = await outputOf(join(PYHANKO_FOLDER, 'bin', 'pyhanko'), args, [0, 1]);
	return text
		.split(/^Field \d+: /m)
		.slice(1)
		.map((part) => ({
			field: part.split('\n')[0]?.trim() ?? '',
			valid: part.includes('The signature is judged VALID.'),
			trusted: part.includes("The signer's certificate is trusted."),
			changes: part.includes('The signature covers the entire file.')
				? 'none'
				: part.includes('All modifications relate to signing and form filling')
					? 'signing'
					: 'other',
		}));
}

/** Runs `openssl`. */
export async function openssl(args: readonly string[]): Promise<string> {
	return await outputOf('openssl', args);
}

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { QuarterTurn } from '../../../ocr/cleanup/index.ts';
import { OCRMYPDF, ocrmypdfFolder } from '../readers.ts';
import type { TurnedPage } from './turned-pages.ts';

/** What a tool would do with a page. `flagged`: it says that it can't tell, or does not trust itself. */
export type Answer = { readonly turn: QuarterTurn; readonly flagged: boolean };

/** Answers of one tool, in the order of the pages. */
export type Answers = { readonly tool: string; readonly answers: readonly Answer[]; readonly msAPage: number };

const run = promisify(execFile);
const ONE_THREAD = { ...process.env, OMP_THREAD_LIMIT: '1' };

const asTurn = (degrees: number): QuarterTurn => (degrees === 90 || degrees === 180 || degrees === 270 ? degrees : 0);

/** Tesseract's own detection of orientation and script, one process a page; `undefined` where there is no tesseract. */
export async function askTesseract(pages: readonly TurnedPage[]): Promise<Answers | undefined> {
	const started = performance.now();
	const answers: Answer[] = [];
	for (const { file } of pages) {
		try {
			const { stdout } = await run('tesseract', [file, '-', '--psm', '0', '-l', 'osd'], { env: ONE_THREAD });
			answers.push({ turn: asTurn(Number(/^Rotate: (\d+)/mu.exec(stdout)?.[1])), flagged: false });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
			// It gives up on a page with too few characters.
			answers.push({ turn: 0, flagged: true });
		}
	}
	return { tool: 'Tesseract `--psm 0`', answers, msAPage: (performance.now() - started) / pages.length };
}

/** Pages a PDF that OCRmyPDF is given. */
const CHUNK = 100;

/** The turn that OCRmyPDF writes into its PDF, without recognizing text; `undefined` where it can't be installed. */
export async function askOcrmypdf(pages: readonly TurnedPage[], work: string): Promise<Answers | undefined> {
	const bin = await ocrmypdfFolder();
	if (bin === undefined) return undefined;
	const folder = join(work, 'ocrmypdf');
	mkdirSync(folder, { recursive: true });
	const answers: Answer[] = [];
	let tookMs = 0;
	for (let from = 0; from < pages.length; from += CHUNK) {
		const some = pages.slice(from, from + CHUNK);
		const [list, input, output] = ['list.txt', 'in.pdf', 'out.pdf'].map((name) => join(folder, name)) as [
			string,
			string,
			string,
		];
		writeFileSync(list, some.map(({ file }) => `${file}\0`).join(''));
		execFileSync(join(bin, 'img2pdf'), ['--from-file', list, '-o', input]);
		const started = performance.now();
		const how = [
			'--rotate-pages',
			'--tesseract-timeout',
			'0',
			'--tesseract-non-ocr-timeout',
			'600',
			'--output-type',
			'pdf',
			'--optimize',
			'0',
		];
		await run(join(bin, 'ocrmypdf'), [...how, '-l', 'vie', '--jobs', '2', '--quiet', input, output], {
			env: ONE_THREAD,
		});
		tookMs += performance.now() - started;
		if (!existsSync(output)) return undefined;
		const said = execFileSync('pdfinfo', ['-f', '1', '-l', String(some.length), output], { encoding: 'utf8' });
		for (const [, degrees] of said.matchAll(/rot:\s+(\d+)/gu))
			answers.push({ turn: asTurn(Number(degrees)), flagged: false });
	}
	return { tool: `OCRmyPDF ${OCRMYPDF} \`--rotate-pages\``, answers, msAPage: tookMs / pages.length };
}

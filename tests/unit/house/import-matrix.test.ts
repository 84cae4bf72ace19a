import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');
const ROOMS = [
	'domain',
	'i18n',
	'contract',
	'scan',
	'ocr',
	'sign',
	'upload',
	'db',
	'app',
	'electron',
	'cli',
	'renderer',
];

type Cruise = {
	readonly summary: {
		readonly totalCruised: number;
		readonly violations: readonly { readonly rule: { readonly name: string } }[];
	};
	readonly modules: readonly { readonly source: string }[];
};

/** Cruises with the project's own rules; the tool exits non-zero on violations, its JSON is the answer all the same. */
async function cruise(folders: readonly string[]): Promise<Cruise> {
	const args = ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.mjs'];
	const answer = await run(process.execPath, [...args, '--output-type', 'json', ...folders], {
		cwd: ROOT,
		maxBuffer: 256 * 1024 * 1024,
	}).catch((error: { stdout: string }) => error);
	return JSON.parse(answer.stdout) as Cruise;
}

async function sourcesIn(folder: string): Promise<string[]> {
	const entries = await readdir(join(ROOT, folder), { recursive: true });
	return entries.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')).map((name) => `${folder}/${name}`);
}

/** Forbidden imports, one a rule: a file that may not be, and the rule that must say so. */
const FORBIDDEN: readonly { readonly file: string; readonly code: string; readonly rule: string }[] = [
	{ file: 'scan/zz-probe/a.ts', code: "export * from '../../ocr/index.ts';", rule: 'scan-imports' },
	{ file: 'ocr/zz-probe/a.ts', code: "export * from '../../db/index.ts';", rule: 'ocr-imports' },
	{ file: 'domain/zz-probe/a.ts', code: "export * from 'node:fs';", rule: 'pure-rooms' },
	{ file: 'domain/zz-probe/b.ts', code: "export * from 'zod';", rule: 'domain-imports-nothing' },
	{ file: 'contract/zz-probe/a.ts', code: "export * from '../../app/index.ts';", rule: 'contract-imports' },
	{ file: 'db/zz-probe/a.ts', code: "export * from '../../scan/index.ts';", rule: 'db-imports' },
	{ file: 'app/zz-probe/a.ts', code: "export * from '../../ocr/recognize-page.ts';", rule: 'ocr-face' },
	{ file: 'cli/zz-probe/a.ts', code: "export * from '../../db/index.ts';", rule: 'cli-imports' },
	{ file: 'renderer/zz-probe/a.ts', code: "export * from '../../app/index.ts';", rule: 'renderer-imports' },
	{ file: 'app/zz-probe/b.ts', code: "export * from 'electron';", rule: 'electron-only-there' },
	{ file: 'app/zz-probe/c.ts', code: "export * from 'react';", rule: 'screen-packages-only-there' },
];

describe('import matrix', () => {
	afterEach(async () => {
		for (const room of ROOMS) await rm(join(ROOT, room, 'zz-probe'), { recursive: true, force: true });
	});

	it('holds, and the tool saw every module there is', async () => {
		const sources = (await Promise.all(ROOMS.map(sourcesIn))).flat();
		const { summary, modules } = await cruise(ROOMS);
		const seen = new Set(modules.map((module) => module.source));
		expect(sources.filter((source) => !seen.has(source))).toEqual([]);
		expect(sources.length).toBeGreaterThan(150);
		expect(summary.totalCruised).toBeGreaterThanOrEqual(sources.length);
		expect(summary.violations.map((violation) => violation.rule.name)).toEqual([]);
	});

	it('refuses each forbidden import', async () => {
		for (const { file, code } of FORBIDDEN) {
			await mkdir(join(ROOT, file, '..'), { recursive: true });
			await writeFile(join(ROOT, file), `${code}\n`);
		}
		const { summary } = await cruise([...new Set(FORBIDDEN.map(({ file }) => join(file, '..')))]);
		const rules = summary.violations.map((violation) => violation.rule.name);
		for (const { rule } of FORBIDDEN) expect(rules).toContain(rule);
	});
});

import { existsSync } from 'node:fs';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp, JOURNAL_POINTS } from '../../app/index.ts';
import { sohoa } from '../support/command-line.ts';
import { scratchFolder } from '../support/office.ts';

const SAMPLES = 3;

/** A small generator of equally spread numbers 0-1 (mulberry32), so that a failing moment can be tried again. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** From here on the papers are read: what comes is signing, approving and uploading. */
const FIRST_LATER = JOURNAL_POINTS.indexOf('signatureBegun');
const READING = JOURNAL_POINTS.slice(0, FIRST_LATER);
const LATER = JOURNAL_POINTS.slice(FIRST_LATER);

describe('kill -9 during the demo', () => {
	let folder: Awaited<ReturnType<typeof scratchFolder>>;
	/** A data folder whose papers are read, and killed at the first signature. */
	let readPapers: string;
	let data: string;
	let runs = 0;
	beforeAll(async () => {
		folder = await scratchFolder();
		readPapers = join(folder.path, 'read');
		data = readPapers;
		await demo({ SOHOA_DEMO_KILL_AT: 'signatureBegun:1' });
	}, 120_000);
	beforeEach(() => {
		runs += 1;
		data = join(folder.path, `data-${runs}`);
	});
	afterEach(() => rm(data, { recursive: true, force: true }));
	afterAll(() => folder.dispose());

	const demo = (env: Record<string, string> = {}, killAfterMs?: number) =>
		sohoa(['--data', data, '--samples', String(SAMPLES)], {
			entry: 'scripts/demo.ts',
			env,
			...(killAfterMs !== undefined && { onStart: (child) => setTimeout(() => child.kill('SIGKILL'), killAfterMs) }),
		});

	/** Every sample stored once, with both signatures, and found again; files, rows and repository agree. */
	async function expectWhole(): Promise<void> {
		const again = await demo();
		expect(again.stdout).not.toContain('✘');
		expect([again.code, again.stderr.match(/\[\w+\]/)]).toEqual([0, null]);
		const app = await createApp({ dataDir: data });
		try {
			const clerk = (await app.signIn('canbo', 'Demo-2026')).actor;
			const { rows } = await app.listOutcomes(clerk, { limit: 100 });
			expect(rows.map((row) => row.state)).toEqual(Array(SAMPLES).fill('stored'));
			expect(new Set(rows.map((row) => row.sourceName)).size).toBe(SAMPLES);
			const codes = new Set<string>();
			for (const row of rows) {
				const shown = await app.showOutcome(clerk, row.id);
				expect(shown.receipts.map((receipt) => receipt.documentSha256)).toEqual([shown.document?.sha256]);
				expect((await app.showSignatures(clerk, row.id)).findings.map(({ verdict }) => verdict)).toEqual([
					'valid',
					'valid',
				]);
				codes.add(shown.codes?.docCode ?? '');
			}
			const repository = (await readdir(join(data, 'repository'))).filter((name) => !name.startsWith('.'));
			expect(new Set(repository)).toEqual(codes);
			const admin = (await app.signIn('quantri', 'Demo-2026')).actor;
			const report = await app.checkData(admin);
			// The original, three revisions of the document, and what was recognized.
			expect(report).toMatchObject({ outcomes: SAMPLES, files: SAMPLES * 5, problems: [], orphans: [] });
		} finally {
			await app.close();
		}
		expect(existsSync(join(data, 'work'))).toBe(false);
	}

	it.each(READING)('at %s: the next start has every sample once', async (point) => {
		const killed = await demo({ SOHOA_DEMO_KILL_AT: `${point}:2` });
		expect(killed.code).toBe(null);
		await expectWhole();
	});

	it.each(LATER)('at %s: signed, approved and stored exactly once', async (point) => {
		await cp(readPapers, data, { recursive: true });
		const killed = await demo({ SOHOA_DEMO_KILL_AT: `${point}:2` });
		expect(killed.code).toBe(null);
		await expectWhole();
	});

	it('at ten random moments, one after the other', async () => {
		const random = seeded(20_261_123);
		for (let i = 0; i < 10; i++) await demo({}, 200 + random() * 5_000);
		await expectWhole();
	});

	it('at ten random moments of signing, approving and uploading', async () => {
		await cp(readPapers, data, { recursive: true });
		const random = seeded(71_971);
		for (let i = 0; i < 10; i++) await demo({}, 700 + random() * 3_000);
		await expectWhole();
	});
});

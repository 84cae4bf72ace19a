import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('kill -9 during the demo', () => {
	let folder: Awaited<ReturnType<typeof scratchFolder>>;
	let data: string;
	beforeEach(async () => {
		folder = await scratchFolder();
		data = join(folder.path, 'data');
	});
	afterEach(() => folder.dispose());

	const demo = (env: Record<string, string> = {}, killAfterMs?: number) =>
		sohoa(['--data', data, '--samples', String(SAMPLES)], {
			entry: 'scripts/demo.ts',
			env,
			...(killAfterMs !== undefined && { onStart: (child) => setTimeout(() => child.kill('SIGKILL'), killAfterMs) }),
		});

	/** Every sample once, all found again, files and rows agree. */
	async function expectWhole(): Promise<void> {
		const again = await demo();
		expect(again.stdout).not.toContain('✘');
		expect([again.code, again.stderr.match(/\[\w+\]/)]).toEqual([0, null]);
		const app = await createApp({ dataDir: data });
		try {
			const clerk = (await app.signIn('canbo', 'Demo-2026')).actor;
			const { rows } = await app.listOutcomes(clerk, { limit: 100 });
			expect(rows.map((row) => row.state)).toEqual(Array(SAMPLES).fill('recognized'));
			expect(new Set(rows.map((row) => row.sourceName)).size).toBe(SAMPLES);
			const admin = (await app.signIn('quantri', 'Demo-2026')).actor;
			const report = await app.checkData(admin);
			expect(report).toMatchObject({ outcomes: SAMPLES, files: SAMPLES * 3, problems: [], orphans: [] });
		} finally {
			await app.close();
		}
		expect(existsSync(join(data, 'work'))).toBe(false);
	}

	it.each(JOURNAL_POINTS)('at %s: the next start has every sample once', async (point) => {
		const killed = await demo({ SOHOA_DEMO_KILL_AT: `${point}:2` });
		expect(killed.code).toBe(null);
		await expectWhole();
	});

	it('at ten random moments, one after the other', async () => {
		const random = seeded(20_261_123);
		for (let i = 0; i < 10; i++) await demo({}, 200 + random() * 5_000);
		await expectWhole();
	});
});

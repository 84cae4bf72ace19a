import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Prepared, prepare } from '../soak/prepare.ts';
import { uploadAll } from '../soak/upload.ts';
import { verify } from '../soak/verify.ts';
import { scratchFolder } from '../support/office.ts';

const OUTCOMES = 40;
const KILLS = 3;

/** The small version of `npm run soak`. */
describe('uploads to a faulty repository, the process killed again and again', () => {
	let folder: Awaited<ReturnType<typeof scratchFolder>>;
	let prepared: Prepared;
	beforeAll(async () => {
		folder = await scratchFolder();
		prepared = await prepare(folder.path, { outcomes: OUTCOMES, papers: 3, say: () => undefined });
	}, 240_000);
	afterAll(() => folder.dispose());

	it.each([true, false])(
		'leave each document there exactly once, with its own codes, signatures and receipt (key honoured: %s)',
		async (keyHonoured) => {
			const dataDir = join(folder.path, `honoured-${keyHonoured}`);
			await cp(prepared.dataDir, dataDir, { recursive: true });
			const { server, kills, faults } = await uploadAll({
				dataDir,
				outcomes: OUTCOMES,
				keyHonoured,
				kills: KILLS,
				seed: 42,
				// So often that every kind of fault is likely among so few.
				storeRate: 0.5,
			});
			try {
				const verified = await verify(dataDir, server);
				expect(verified).toMatchObject({
					wrong: [],
					stored: OUTCOMES,
					different: { docCodes: OUTCOMES, outcomeCodes: OUTCOMES, documents: OUTCOMES },
				});
				expect([server.size(), kills]).toEqual([OUTCOMES, KILLS]);
				// Else it was no faulty server.
				expect(Object.keys(faults).length).toBeGreaterThan(5);
			} finally {
				await server.close();
			}
		},
		240_000,
	);
});

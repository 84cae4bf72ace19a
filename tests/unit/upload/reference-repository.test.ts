import { describe, expect, it } from 'vitest';
import { httpRepository } from '../../../upload/index.ts';
import { seeded, seededFaults } from '../../support/reference-repository-faults.ts';
import { makeUpload, NEVER, repository, sha256, tempFolder } from './support.ts';

const control = { signal: NEVER, beforeSend: async () => undefined };

/** The tests above are worth what this server is worth. */
describe('the reference repository', () => {
	it('stores twice what is sent twice, unless it honours the key', async () => {
		for (const keyHonoured of [false, true]) {
			const server = await repository({ keyHonoured });
			const destination = httpRepository({ baseUrl: server.baseUrl });
			const upload = makeUpload(tempFolder());
			const [first, second] = [await destination.store(upload, control), await destination.store(upload, control)];
			expect(server.documents(upload.docCode)).toHaveLength(keyHonoured ? 1 : 2);
			const references = [first, second].map((result) => result.kind === 'receipt' && result.receipt.reference);
			expect(references[0] === references[1]).toBe(keyHonoured);
			expect(server.requests.posts).toBe(2);
		}
	});

	it('stores late by its own clock', async () => {
		let now = 0;
		const server = await repository({
			now: () => now,
			plan: { store: () => ({ kind: 'late', delayMs: 10, status: 504 }), find: () => undefined },
		});
		const upload = makeUpload(tempFolder());
		const result = await httpRepository({ baseUrl: server.baseUrl }).store(upload, control);
		expect(result).toMatchObject({ kind: 'unsure', fault: { data: { status: 504 } } });
		now = 9;
		expect(server.size()).toBe(0);
		now = 10;
		expect(server.size()).toBe(1);
	});

	it('has the fourth call of CV 7197 too: metadata are changed, the document stays', async () => {
		const server = await repository();
		server.preload('G06.01_GP_000021_V1', sha256('x'));
		const url = `${server.baseUrl}api/v1/documents/G06.01_GP_000021_V1`;
		const answer = await fetch(url, { method: 'PUT', body: JSON.stringify({ Subject: 'Thu hồi' }) });
		expect(await answer.json()).toMatchObject({ DocCode: 'G06.01_GP_000021_V1', Sha256: sha256('x') });
		expect(server.documents('G06.01_GP_000021_V1')).toMatchObject([{ metadata: { Subject: 'Thu hồi' } }]);
	});

	it('refuses a form whose bytes are not those that the metadata name', async () => {
		const server = await repository();
		const upload = makeUpload(tempFolder());
		const lying = { ...upload, metadata: { ...upload.metadata, Sha256: sha256('other') } };
		expect(await httpRepository({ baseUrl: server.baseUrl }).store(lying, control)).toMatchObject({
			kind: 'refused',
			fault: { data: { status: 400 } },
		});
		expect(server.size()).toBe(0);
	});

	it('repeats its faults for a seed', () => {
		const faults = (seed: number) => {
			const plan = seededFaults({ seed, storeRate: 0.5, findRate: 0.5, latestMs: 1_000 });
			const request = { method: '', url: '', headers: {} };
			return Array.from({ length: 50 }, () => [plan.store(request), plan.find(request)]);
		};
		expect(faults(3)).toEqual(faults(3));
		expect(faults(3)).not.toEqual(faults(4));
		const random = seeded(1);
		expect(Array.from({ length: 1_000 }, random).every((value) => value >= 0 && value < 1)).toBe(true);
	});
});

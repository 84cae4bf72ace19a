import { describe, expect, it } from 'vitest';
import { askedPauseMs, backOffMs, settleTimeMs } from '../../../upload/delivery/delivery-policy.ts';
import { retryAfterMs } from '../../../upload/http/retry-after.ts';
import { createDestination, DEFAULT_POLICY, DEFAULT_SETTLE_MS, httpRepository } from '../../../upload/index.ts';
import { makeUpload, NEVER, repository, SHORT_TIMEOUTS, tempFolder } from './support.ts';

describe('a destination by its setting', () => {
	it('is a folder or a server', async () => {
		const folder = createDestination({ kind: 'folder', folder: `${tempFolder()}/kho` });
		expect([folder.kind, folder.settleMs]).toEqual(['folder', 0]);
		const server = await repository({ token: 'a.b-c~d/e+f=' });
		const setting = { kind: 'http', baseUrl: `${server.baseUrl}`, timeouts: SHORT_TIMEOUTS };
		const http = createDestination(setting, { token: 'a.b-c~d/e+f=' });
		expect([http.kind, http.settleMs]).toEqual(['http', DEFAULT_SETTLE_MS]);
		const upload = makeUpload(tempFolder());
		expect(await http.store(upload, { signal: NEVER, beforeSend: async () => undefined })).toMatchObject({
			kind: 'receipt',
			receipt: { sha256: upload.document.sha256 },
		});
	});

	it.each<[unknown, string]>([
		[{ kind: 'ftp' }, 'kind'],
		[{ kind: 'folder', folder: 'relative' }, 'folder'],
		[{ kind: 'folder', folder: '/x', token: 'y' }, ''],
		[{ kind: 'http', baseUrl: 'ftp://kho' }, 'baseUrl'],
		[{ kind: 'http', baseUrl: 'file:///etc/passwd' }, 'baseUrl'],
		[{ kind: 'http', baseUrl: 'http://user:pass@kho' }, 'baseUrl'],
		[{ kind: 'http', baseUrl: 'http://kho?x=1' }, 'baseUrl'],
		[{ kind: 'http', baseUrl: 'http://kho#x' }, 'baseUrl'],
		[{ kind: 'http', baseUrl: 'kho' }, 'baseUrl'],
		[{ kind: 'http', baseUrl: 'http://kho', ca: 'none' }, 'ca'],
		[{ kind: 'http', baseUrl: 'http://kho', settleMs: 0 }, 'settleMs'],
		[{ kind: 'http', baseUrl: 'http://kho', timeouts: { wholeMs: -1 } }, 'timeouts.wholeMs'],
		['', ''],
	])('refuses %j', (setting, paths) => {
		expect(() => createDestination(setting)).toThrow(
			expect.objectContaining({ code: 'invalidInput', data: { paths } }),
		);
	});

	it.each(['a b', 'a\r\nX-Other: 1', '', 'ệ'])('refuses the token %j', (token) => {
		expect(() => createDestination({ kind: 'http', baseUrl: 'http://kho' }, { token })).toThrow(
			expect.objectContaining({ code: 'invalidInput', data: { paths: 'token' } }),
		);
	});

	it('refuses a base that is no address of a server, also without a setting', () => {
		expect(() => httpRepository({ baseUrl: 'http://a:b@kho' })).toThrow(
			expect.objectContaining({ code: 'invalidInput' }),
		);
	});
});

describe('waiting', () => {
	it('backs off with full jitter, between a least and a longest time', () => {
		const half = (tries: number) => backOffMs(DEFAULT_POLICY, tries, () => 0.5);
		expect([0, 1, 2, 3, 100].map(half)).toEqual([2_500, 5_000, 10_000, 20_000, 450_000]);
		expect(backOffMs(DEFAULT_POLICY, 5, () => 0)).toBe(DEFAULT_POLICY.leastMs);
	});

	it('waits as long as it is asked to, within bounds', () => {
		expect(askedPauseMs(DEFAULT_POLICY, 4_000, () => 0.5)).toBe(4_250);
		expect(askedPauseMs(DEFAULT_POLICY, -4_000, () => 0)).toBe(0);
		expect(askedPauseMs(DEFAULT_POLICY, 1e12, () => 0)).toBe(DEFAULT_POLICY.longestRetryAfterMs);
	});

	it('settles for longer with every store', () => {
		expect([1, 2, 3, 9].map((sends) => settleTimeMs(180_000, sends))).toEqual([180_000, 360_000, 720_000, 3_600_000]);
		expect(settleTimeMs(7_200_000, 3)).toBe(7_200_000);
	});

	it.each([
		['120', 120_000],
		['0', 0],
		[' 5 ', 5_000],
		['Mon, 23 Nov 2026 03:00:30 GMT', 30_000],
		['Monday, 23-Nov-26 03:00:30 GMT', 30_000],
		['Mon, 23 Nov 2026 02:00:00 GMT', 0],
		['-5', undefined],
		['1.5', undefined],
		['soon', undefined],
		['2026-11-23T03:00:30Z', undefined],
		['', undefined],
		[undefined, undefined],
	])('reads Retry-After %j', (header, ms) => {
		expect(retryAfterMs(header, new Date('2026-11-23T03:00:00Z'))).toBe(ms);
	});
});

import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { RPC_PREFIX, type SohoaClient } from '../../../contract/index.ts';
import { NAMES, PASSWORD } from '../office/bench-office.ts';
import type { Measure } from './figures.ts';
import type { Entry } from './measure-start.ts';
import type { Served } from './served.ts';

/** Asked before the times count, and then so often. */
const WARM = 1;
const ROUNDS = 5;

const SEARCHES = [
	'n',
	'ngu',
	'nguyen',
	'nguyen thi lan',
	'Nguyễn Thị Lan',
	'tran duc',
	'giay phep xay dung',
	'12/',
	'12/GPXD',
	'345',
	'12 qd',
	'H14.22',
	'ket hon',
	'quyet dinh',
	'khai sinh pham van',
	'dat',
	'zzz',
	'Hoàng Đình Giong',
];

/** Procedures over HTTP, as the screens ask them: with the session, the checks of scope and the audit. */
export async function measureProcedures(served: Served, entry: Entry): Promise<readonly Measure[]> {
	const archivist = await signIn(served, entry, 'archivist');
	const supervisor = await signIn(served, entry, 'supervisor');
	const clerk = await signIn(served, entry, 'clerk');
	const registrar = await signIn(served, entry, 'registrar');
	const none = { query: '' };
	const bodies = (await archivist.archive.counts(none)).body.map(({ value }) => value);
	const filters = [
		none,
		{ ...none, order: 'issueDate' as const },
		{ ...none, order: 'number' as const },
		{ ...none, order: 'owner' as const },
		{ ...none, states: ['stored' as const], kinds: ['constructionPermit' as const] },
		{ ...none, bodies: bodies.slice(0, 1), from: '2025-01-01', to: '2025-12-31', order: 'owner' as const },
		{ ...none, states: ['discarded' as const], order: 'number' as const },
	];
	const rows: readonly (readonly [string, number, readonly (() => Promise<unknown>)[]])[] = [
		['search, 50 rows with snippets', 150, SEARCHES.map((query) => () => archivist.archive.find({ query, limit: 50 }))],
		['search, counts beside the filters', 300, SEARCHES.map((query) => () => archivist.archive.counts({ query }))],
		[
			'browse and filter, 50 rows',
			150,
			filters.map((filter) => () => archivist.archive.find({ ...filter, limit: 50 })),
		],
		['browse and filter, counts', 150, filters.map((filter) => () => archivist.archive.counts(filter))],
		[
			'search and filter',
			150,
			SEARCHES.slice(2, 10).map(
				(query) => () => archivist.archive.find({ query, kinds: ['birthExtract'], from: '2024-01-01', limit: 50 }),
			),
		],
		['review queue, 100 rows', 150, [() => supervisor.review.list({ limit: 100 })]],
		['figures of Tổng quan, office and own', 500, [() => clerk.overview.figures()]],
		['work counts (asked every few seconds)', 50, [() => clerk.work.counts(), () => registrar.work.counts()]],
		[
			'log, 100 rows',
			100,
			[
				() => supervisor.audit.list({ limit: 100 }),
				() => supervisor.audit.list({ limit: 100, kinds: ['refused', 'signInFailed'] }),
			],
		],
		['upload queue', 300, [() => registrar.uploads.list({})]],
		['to be signed', 300, [() => clerk.signing.toSign({ mine: false }), () => registrar.signing.forAgency({})]],
		[
			'what waits at Kiểm tra, 100 rows',
			150,
			[() => clerk.outcomes.list({ states: ['clerkSigned', 'verified', 'returned'], limit: 100 })],
		],
	];
	const measures: Measure[] = [];
	for (const [name, most, calls] of rows) {
		measures.push({ part: 'Procedures', name, values: await times(calls), goal: { of: 'p95', most } });
	}
	return measures;
}

async function times(calls: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
	const values: number[] = [];
	for (let round = -WARM; round < ROUNDS; round += 1) {
		for (const call of calls) {
			const began = performance.now();
			await call();
			if (round >= 0) values.push(performance.now() - began);
		}
	}
	return values;
}

/** A client with a session of its own. */
async function signIn(served: Served, entry: Entry, role: keyof typeof NAMES): Promise<SohoaClient> {
	const jar = new Map(entry.map(({ name, value }) => [name, value]));
	const link = new RPCLink({
		url: `${served.origin}${RPC_PREFIX}`,
		fetch: async (request, init) => {
			const headers = new Headers((request as Request).headers);
			headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
			headers.set('origin', served.origin);
			const response = await fetch(new Request(request as Request, { headers }), init);
			for (const line of response.headers.getSetCookie()) {
				const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
				if (name !== undefined && value !== undefined) jar.set(name, value);
			}
			return response;
		},
	});
	const client: SohoaClient = createORPCClient(link);
	await client.session.signIn({ name: NAMES[role], password: PASSWORD });
	return client;
}

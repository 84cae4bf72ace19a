import { createRouterClient, implement, ORPCError } from '@orpc/server';
import { beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import {
	type CallContext,
	contract,
	faultRecordSchema,
	type JobProgress,
	type outcomeViewSchema,
	type pageWarningSchema,
	type SessionCarrier,
	type SohoaClient,
	searchHitSchema,
	storedReadingSchema,
	toFault,
	toFaultError,
} from '../../../contract/index.ts';
import { Fault, type FaultRecord, fromFaultRecord } from '../../../domain/fault.ts';
import { FAULT_CODES, type FaultCode } from '../../../domain/fault-codes.ts';
import type { FieldReading, StoredReading } from '../../../domain/fields.ts';
import { asId, type JobId, type OutcomeId } from '../../../domain/ids.ts';
import type { PageWarning } from '../../../domain/page.ts';

const id = '01936f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0e';
const outcomeId = asId<OutcomeId>(id);

/** One procedure of each sort, so that what crosses is seen as clients see it. */
let fail: unknown;
let query: unknown;
const os = implement(contract)
	.$context<CallContext>()
	.use(async ({ next }) => {
		try {
			return await next();
		} catch (error) {
			throw toFaultError(error);
		}
	});
const router = {
	status: os.office.status.handler(() => ({ version: '0.1.0' })),
	signIn: os.session.signIn.handler(({ context, input }) => {
		if (fail !== undefined) throw fail;
		context.session.write(`token of ${input.name}`);
		return { accountId: asId(id), name: input.name, roles: ['clerk'], orgUnit: { id: asId(id), name: 'UBND xã' } };
	}),
	search: os.outcomes.search.handler(({ input }) => {
		query = input;
		return { hits: [] };
	}),
	progress: os.outcomes.progress.handler(async function* () {
		const job: JobProgress = {
			jobId: asId<JobId>(id),
			outcomeId,
			state: 'running',
			value: 0.5,
			title: 'recognize',
			detail: '1/2',
		};
		yield [job];
		yield [];
	}),
};

function client() {
	let token: string | undefined;
	const session: SessionCarrier = {
		read: () => token,
		write: (value) => {
			token = value;
		},
		clear: () => {
			token = undefined;
		},
	};
	return { call: createRouterClient(router, { context: { session } }), token: () => token };
}

async function thrownBy(work: Promise<unknown>): Promise<FaultRecord> {
	try {
		await work;
	} catch (error) {
		return toFault(error);
	}
	throw new Error('Nothing was thrown');
}

beforeEach(() => {
	fail = undefined;
	query = undefined;
});

describe('faults over the contract', () => {
	it('carries every fault code with its data, there and back', async () => {
		for (const code of Object.keys(FAULT_CODES) as FaultCode[]) {
			fail = new Fault(code, { limit: 5, file: 'a.pdf' });
			const record = await thrownBy(client().call.signIn({ name: 'lan', password: 'x' }));
			expect(record).toEqual({ code, message: (fail as Fault).message, data: { limit: 5, file: 'a.pdf' } });
			expect(fromFaultRecord(record).code).toBe(code);
			expect(faultRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
		}
	});

	it('turns a bug into `unexpected` and says nothing of its message', async () => {
		fail = new TypeError('Nguyễn Thị Hoa');
		const record = await thrownBy(client().call.signIn({ name: 'lan', password: 'x' }));
		expect(record.code).toBe('unexpected');
		expect(JSON.stringify(record)).not.toContain('Hoa');
	});

	it('turns refused input into `invalidInput` with the paths, not the values', async () => {
		const record = await thrownBy(client().call.signIn({ name: 'a\u0000b', password: '' }));
		expect(record).toMatchObject({ code: 'invalidInput', data: { paths: 'name, password' } });
		expect(JSON.stringify(record)).not.toContain('a\\u0000b');
	});

	it('takes a stranger, or a fault code it does not know, as `unexpected`', () => {
		expect(toFault(new Error('fetch failed')).code).toBe('unexpected');
		expect(toFault(new ORPCError('FAULT', { defined: true, data: { code: 'nonsense' } })).code).toBe('unexpected');
		expect(toFault(new ORPCError('FAULT', { data: { code: 'usage', message: '', data: {} } })).code).toBe('unexpected');
	});
});

describe('procedures', () => {
	it('leaves the session token with the carrier, out of the answer', async () => {
		const { call, token } = client();
		const actor = await call.signIn({ name: ' lan ', password: 'x' });
		expect(actor.name).toBe('lan');
		expect(token()).toBe('token of lan');
		expect(JSON.stringify(actor)).not.toContain('token of');
	});

	it('normalises names to NFC', async () => {
		const { call } = client();
		const actor = await call.signIn({ name: 'Hoa\u0323', password: 'x' });
		expect(actor.name).toBe('Hoạ');
	});

	it('fills in the limit and refuses one over 200', async () => {
		const { call } = client();
		await call.search({ query: 'quyet dinh' });
		expect(query).toEqual({ query: 'quyet dinh', limit: 50 });
		expect((await thrownBy(call.search({ query: 'x', limit: 201 }))).code).toBe('invalidInput');
		expect((await thrownBy(call.search({ query: 'x', from: '2026-02-30' }))).code).toBe('invalidInput');
	});

	it('streams progress', async () => {
		const { call } = client();
		const seen: number[] = [];
		for await (const jobs of await call.progress()) seen.push(jobs.length);
		expect(seen).toEqual([1, 0]);
	});
});

describe('shapes', () => {
	it('says the same as the domain', () => {
		type Out<S extends { _output: unknown }> = S['_output'];
		expectTypeOf<Out<typeof storedReadingSchema>>().toExtend<StoredReading>();
		expectTypeOf<StoredReading>().toExtend<Out<typeof storedReadingSchema>>();
		expectTypeOf<Out<typeof storedReadingSchema>>().toExtend<FieldReading>();
		expectTypeOf<Out<typeof pageWarningSchema>>().toEqualTypeOf<PageWarning>();
		expectTypeOf<Out<typeof outcomeViewSchema>['id']>().toEqualTypeOf<OutcomeId>();
		expectTypeOf<
			Awaited<ReturnType<SohoaClient['outcomes']['search']>>['hits'][number]['snippet'][number]
		>().toEqualTypeOf<{
			text: string;
			hit: boolean;
		}>();
	});

	it('refuses a reading outside its bounds', () => {
		const reading = {
			field: 'documentNumber',
			value: '12/QĐ-UBND',
			printed: 'Số: 12/QĐ-UBND',
			confidence: 0.97,
			page: 0,
			box: [10, 20, 300, 40],
			origin: 'ocr',
			at: '2026-11-23T04:00:00Z',
		};
		expect(storedReadingSchema.parse(reading)).toEqual(reading);
		for (const broken of [
			{ confidence: 1.01 },
			{ box: [1, 2, 3] },
			{ box: [0, 0, -1, 5] },
			{ field: 'colour' },
			{ origin: 'guess' },
			{ at: '2026-11-23T11:00:00+07:00' },
			{ page: 0.5 },
		]) {
			expect(storedReadingSchema.safeParse({ ...reading, ...broken }).success).toBe(false);
		}
	});

	it('refuses a hit on something that is no outcome', () => {
		expect(searchHitSchema.safeParse({ outcome: { id: 'x' }, snippet: [] }).success).toBe(false);
	});
});

import { readFile } from 'node:fs/promises';
import { createRouterClient } from '@orpc/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toFault } from '../../../contract/index.ts';
import { openWay } from '../../support/way.ts';

describe('a stream of the contract', () => {
	it('ends with the fault that its use case threw', async () => {
		const way = await openWay();
		onTestFinished(() => way.office.close());
		const { token } = await way.office.app.signIn('clerk', 'Matkhau-2026');
		const session = { read: () => token, write: () => {}, clear: () => {} };
		const client = createRouterClient(way.office.app.served.router, { context: { session } });
		const bytes = await readFile(way.keys.clerk.path);
		const certificate = await way.office.app.addCertificate(way.clerk, { use: 'clerk', name: 'clerk.p12', bytes });
		const key = { certificate, password: 'falsch' };
		const id = way.clerk.sessionId as never;
		const stream = await client.signing.sign({ kind: 'clerk', ids: [id], ...key });
		const fault = await stream.next().then(
			() => undefined,
			(error: unknown) => toFault(error),
		);
		expect(fault?.code).toBe('signingPasswordWrong');
	}, 60_000);
});

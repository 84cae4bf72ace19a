import { implement } from '@orpc/server';
import { type CallContext, contract, toFaultError } from '../../contract/index.ts';

/** Whatever a procedure throws leaves as the contract's one error. */
export function createImplementer() {
	return implement(contract)
		.$context<CallContext>()
		.use(async ({ next }) => {
			try {
				return await next();
			} catch (error) {
				throw toFaultError(error);
			}
		});
}
/** The contract, to be implemented. */
export type Implementer = ReturnType<typeof createImplementer>;

/** A stream whose faults leave it as the contract's one error: what a generator throws, it throws after its procedure has answered. */
export async function* streamed<T>(source: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
	try {
		yield* source;
	} catch (error) {
		throw toFaultError(error);
	}
}

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

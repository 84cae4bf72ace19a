import { implement } from '@orpc/server';
import { type CallContext, contract, toFaultError } from '../../contract/index.ts';
import { Fault } from '../../domain/index.ts';

/** The contract, to be implemented by a stand-in; faults leave it as the real app's do. */
export function implementer() {
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

/** The part of the contract that a stand-in has no use for: every call is refused. */
export function untouched(os: ReturnType<typeof implementer>) {
	const refuse = (): never => {
		throw new Fault('notAllowed', { useCase: 'any' });
	};
	const { workflow, signing, uploads, settings } = os;
	return {
		workflow: {
			correctField: workflow.correctField.handler(refuse),
			verify: workflow.verify.handler(refuse),
			submit: workflow.submit.handler(refuse),
			approve: workflow.approve.handler(refuse),
			return: workflow.return.handler(refuse),
			issueCodes: workflow.issueCodes.handler(refuse),
			discard: workflow.discard.handler(refuse),
		},
		signing: { sign: signing.sign.handler(refuse), report: signing.report.handler(refuse) },
		uploads: { list: uploads.list.handler(refuse), settle: uploads.settle.handler(refuse) },
		settings: {
			show: settings.show.handler(refuse),
			change: settings.change.handler(refuse),
			addNumberRange: settings.addNumberRange.handler(refuse),
		},
	};
}

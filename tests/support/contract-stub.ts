import type { Implementer } from '../../app/router/implementer.ts';
import { Fault } from '../../domain/index.ts';

/** The part of the contract that a stand-in has no use for: every call is refused. */
export function untouched(os: Implementer) {
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
		uploads: {
			list: uploads.list.handler(refuse),
			resume: uploads.resume.handler(refuse),
			settle: uploads.settle.handler(refuse),
		},
		settings: {
			show: settings.show.handler(refuse),
			change: settings.change.handler(refuse),
			addNumberRange: settings.addNumberRange.handler(refuse),
		},
	};
}

import type { Implementer } from '../../app/router/implementer.ts';
import type { CallContext, OutcomeView, StoredReadingView } from '../../contract/index.ts';
import type { Role } from '../../domain/actor.ts';
import { advance } from '../../domain/advance.ts';
import { missingFields, typedValue } from '../../domain/check-field.ts';
import { Fault } from '../../domain/fault.ts';
import { FIELD_NAMES } from '../../domain/fields.ts';
import { type AccountId, asSha256, type Sha256 } from '../../domain/ids.ts';
import { type DocumentRevision, documentOf, type OutcomeState } from '../../domain/index.ts';
import type { OutcomeEvent } from '../../domain/outcome-event.ts';
import type { SignatureReport } from '../../domain/signature-report.ts';
import type { SamplePaper } from './sample-papers.ts';

type Who = { readonly id: AccountId; readonly name: string };
type Seen = { readonly id: string; readonly revision: number };
type Kept = { readonly paper: SamplePaper; view: OutcomeView; state: OutcomeState };

const CERTIFICATE = asSha256('c'.repeat(64));
/** The only password that the stand-in's certificate file opens with. */
export const CERTIFICATE_PASSWORD = 'Chung-thu-1';
/** What happens first happens then; each further act a second later. */
const START = Date.parse('2026-11-23T03:00:00Z');

/** The papers as people move them, in memory: the domain's own rules, nothing else of the app. */
export function createFixedDesk(papers: readonly SamplePaper[]) {
	const kept = papers.map((paper): Kept => ({ paper, view: paper.view, state: startOf(paper.view) }));
	let acts = 0;
	const find = (id: string): Kept => {
		const one = kept.find(({ view }) => view.id === id);
		if (one === undefined) throw new Fault('outcomeMissing');
		return one;
	};
	const findSeen = ({ id, revision }: Seen): Kept => {
		const one = find(id);
		if (one.view.revision !== revision) throw new Fault('changedMeanwhile');
		return one;
	};
	const move = (one: Kept, who: Who, event: OutcomeEvent) => {
		const step = advance(one.state, event);
		if (step.kind === 'refused') {
			if (step.reason === 'fourEyes' || step.reason === 'reasonMissing') throw new Fault(step.reason);
			if (step.reason === 'otherBytes') throw new Fault('documentChanged');
			throw new Fault('transitionRefused', { reason: step.reason, state: one.state.kind, event: event.kind });
		}
		one.state = step.state;
		const document = documentOf(step.state);
		const { at } = 'act' in event ? event.act : event.kind === 'approve' ? event.approval : { at: one.view.updatedAt };
		const data = { event: event.kind, to: step.state.kind };
		one.view = {
			...one.view,
			state: step.state.kind,
			revision: one.view.revision + 1,
			...(document !== undefined && { document }),
			...(event.kind === 'return' && {
				notes: [...one.view.notes, { event: 'return', text: event.reason, by: who.name, at }],
			}),
			history: [{ at, by: who.name, action: 'outcomeMoved', data }, ...one.view.history],
		};
		return { id: one.view.id, state: one.view.state, revision: one.view.revision };
	};
	return {
		actBy: ({ id: by }: Who) => ({ by, at: new Date(START + 1_000 * acts++).toISOString() }),
		views: () => kept.map(({ view }) => view),
		viewOf: (id: string) => find(id).view,
		paperOf: (id: string) => find(id).paper,
		find,
		findSeen,
		move,
		correct(one: Kept, who: Who, reading: StoredReadingView) {
			const readings = FIELD_NAMES.flatMap((name) =>
				name === reading.field ? reading : (one.view.readings.find(({ field }) => field === name) ?? []),
			);
			one.view = {
				...one.view,
				revision: one.view.revision + 1,
				readings,
				values: { ...one.view.values, [reading.field]: reading.value },
				history: [
					{ at: reading.at, by: who.name, action: 'fieldCorrected', data: { field: reading.field } },
					...one.view.history,
				],
			};
			return one.view.revision;
		},
	};
}

export type FixedDesk = ReturnType<typeof createFixedDesk>;

/** The procedures of the workflow and of signing, as far as the screens use them. */
export function deskProcedures(os: Implementer, desk: FixedDesk, demand: (context: CallContext, role: Role) => Who) {
	const { actBy } = desk;
	const { workflow, signing, settings } = os;
	const refuse = (): never => {
		throw new Fault('notAllowed', { useCase: 'any' });
	};
	async function* signAll(ids: readonly string[], who: Who) {
		for (const id of ids) {
			const one = desk.find(id);
			const event = { kind: 'signByClerk', act: { ...actBy(who), certificate: CERTIFICATE } } as const;
			const { state } = desk.move(one, who, { ...event, document: signed(one.view.document) });
			yield { id: one.view.id, state };
		}
	}
	return {
		workflow: {
			correctField: workflow.correctField.handler(({ input, context }) => {
				const who = demand(context, 'clerk');
				const one = desk.findSeen(input);
				const { field, place } = input;
				const value = typedValue(field, input.value);
				if (value === undefined) throw new Fault('fieldInvalid', { field });
				const known = one.view.readings.find((reading) => reading.field === field);
				const { page, box } = place ?? known ?? { page: 0, box: [0, 0, 0, 0] as const };
				const origin = known === undefined ? ('typed' as const) : ('corrected' as const);
				const reading = { field, value, printed: value, confidence: 1, page, box, origin, ...actBy(who) };
				return { revision: desk.correct(one, who, reading) };
			}),
			verify: workflow.verify.handler(({ input, context }) => {
				const who = demand(context, 'clerk');
				const one = desk.findSeen(input);
				const known = new Set(one.view.readings.map(({ field }) => field));
				const missing = missingFields(one.view.values).filter((field) => !known.has(field));
				if (missing.length > 0) throw new Fault('fieldsMissing', { fields: missing.join(', ') });
				return desk.move(one, who, { kind: 'verify', act: actBy(who) });
			}),
			submit: workflow.submit.handler(({ input, context }) => {
				const who = demand(context, 'clerk');
				return desk.move(desk.findSeen(input), who, { kind: 'submit', act: actBy(who) });
			}),
			approve: workflow.approve.handler(({ input, context }) => {
				const who = demand(context, 'supervisor');
				const one = desk.findSeen(input);
				const byteLength = one.view.document?.byteLength ?? 0;
				return desk.move(one, who, { kind: 'approve', approval: { ...actBy(who), sha256: input.sha256, byteLength } });
			}),
			return: workflow.return.handler(({ input, context }) => {
				const who = demand(context, 'supervisor');
				return desk.move(desk.findSeen(input), who, { kind: 'return', act: actBy(who), reason: input.reason });
			}),
			issueCodes: workflow.issueCodes.handler(refuse),
			discard: workflow.discard.handler(refuse),
		},
		signing: {
			sign: signing.sign.handler(({ input, context }) => {
				const who = demand(context, 'clerk');
				if (input.password !== CERTIFICATE_PASSWORD) throw new Fault('signingPasswordWrong');
				return signAll(input.ids, who);
			}),
			report: signing.report.handler(({ input }) => reportOn(desk.viewOf(input.id))),
		},
		settings: {
			show: settings.show.handler(() => ({ order: 'signFirst' })),
			change: settings.change.handler(refuse),
			addNumberRange: settings.addNumberRange.handler(refuse),
		},
	};
}

function startOf({ document }: OutcomeView): OutcomeState {
	if (document === undefined) throw new Error('A sample paper has a document');
	return { kind: 'recognized', document };
}

/** The next revision of a document: longer, with a hash of its own. */
function signed(document: DocumentRevision | undefined): DocumentRevision {
	if (document === undefined) throw new Error('A sample paper has a document');
	const sha256: Sha256 = asSha256([...document.sha256].toReversed().join(''));
	return { ...document, sha256, byteLength: document.byteLength + 20_000 };
}

function reportOn({ document, history }: OutcomeView): SignatureReport {
	if (document === undefined) throw new Fault('outcomeMissing');
	const act = history.find(({ data }) => data.event === 'signByClerk');
	const { sha256, byteLength } = document;
	if (act === undefined) return { sha256, byteLength, verdict: 'unsigned', findings: [] };
	const finding = {
		fieldName: 'Signature1',
		verdict: 'valid',
		subFilter: 'ETSI.CAdES.detached',
		signerName: 'Lê Thị Lan',
		organisation: 'UBND xã An Bình',
		signedAt: act.at,
		standing: 'trusted',
		coversBytes: byteLength,
		addedAfter: 'nothing',
		mark: { page: 0, boxMm: [10, 10, 60, 20], corner: 'topLeft' },
	} as const;
	return { sha256, byteLength, verdict: 'valid', findings: [finding] };
}

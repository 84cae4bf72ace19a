import type { SohoaApp } from '../../app/index.ts';
import {
	type AccountActor,
	Fault,
	isFault,
	isId,
	type Outcome,
	type OutcomeId,
	type OutcomeStateKind,
	toFaultRecord,
} from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount } from '../data-folder.ts';
import { faultText, type Terminal } from '../terminal.ts';
import type { CommandHost } from './command.ts';

/** Ids given on the command line, or all that wait in a state. */
export type Chosen = { readonly ids: readonly string[]; readonly all?: OutcomeStateKind | undefined };

/** What a command does to one outcome. */
export type Act = (app: SohoaApp, actor: AccountActor, id: OutcomeId) => Promise<Outcome>;

/** Does the same to each chosen outcome; one that is refused does not stop the others, and makes the exit code 1. */
export async function actOnEach(chosen: Chosen, options: AccountOptions, host: CommandHost, act: Act): Promise<void> {
	const terminal = host.terminal(options);
	await asAccount(options, host, async (app, actor) => {
		for (const id of await chosenIds(app, actor, chosen)) {
			if (host.signal.aborted) throw new Fault('cancelled');
			try {
				reportOutcome(terminal, await act(app, actor, id));
			} catch (error) {
				if (!isFault(error) || error.code === 'cancelled') throw error;
				reportRefusal(terminal, host, id, toFaultRecord(error));
			}
		}
	});
}

/** @throws {Fault} `usage` when nothing was chosen or an id is none. */
export async function chosenIds(app: SohoaApp, actor: AccountActor, chosen: Chosen): Promise<readonly OutcomeId[]> {
	if (chosen.all === undefined) {
		if (chosen.ids.length === 0) throw new Fault('usage', { detail: '<ids...>' });
		return chosen.ids.map(outcomeId);
	}
	const ids: OutcomeId[] = [];
	for (let after: OutcomeId | undefined; ; ) {
		const page = await app.listOutcomes(actor, { states: [chosen.all], limit: 200, after });
		ids.push(...page.rows.map((row) => row.id));
		if (page.next === undefined) break;
		after = page.next;
	}
	// Oldest first: lists are newest first.
	return ids.reverse();
}

function outcomeId(text: string): OutcomeId {
	if (!isId(text)) throw new Fault('usage', { detail: text });
	return text as OutcomeId;
}

/** One line an outcome: its id and where it is now. */
export function reportOutcome(terminal: Terminal, outcome: Outcome): void {
	const state = texts(terminal.language).state[outcome.state.kind];
	const docCode = 'codes' in outcome.state ? { docCode: outcome.state.codes.docCode } : {};
	terminal.result(
		{ outcomeId: outcome.id, state: outcome.state.kind, ...docCode },
		fill('{{id}}  {{state}}  {{docCode}}', { id: outcome.id, state, docCode: docCode.docCode ?? '' }).trimEnd(),
	);
}

/** An outcome that could not be moved; the exit code becomes 1. */
export function reportRefusal(
	terminal: Terminal,
	host: CommandHost,
	id: OutcomeId,
	fault: ReturnType<typeof toFaultRecord>,
): void {
	host.exit(1);
	if (terminal.json) terminal.result({ outcomeId: id, fault }, '');
	else terminal.say(faultText(fault, terminal.language, id));
}

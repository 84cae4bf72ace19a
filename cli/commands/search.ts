import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FoundOutcome } from '../../app/index.ts';
import {
	isIsoDate,
	OUTCOME_KIND_NAMES,
	OUTCOME_STATE_KINDS,
	type OutcomeKind,
	type OutcomeStateKind,
} from '../../domain/index.ts';
import { texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount } from '../data-folder.ts';
import { formatTable, shorten } from '../table.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';

type Options = AccountOptions & {
	readonly kind?: OutcomeKind;
	readonly state?: OutcomeStateKind;
	readonly from?: string;
	readonly to?: string;
	readonly limit: number;
};

/** `search`: words with or without accents, numbers in part. */
export const addSearch: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const command = program
		.command('search')
		.description(help.search)
		.argument('<query...>', help.query)
		.addOption(new Option('--kind <kind>', help.kind).choices(OUTCOME_KIND_NAMES))
		.addOption(new Option('--state <state>', help.state).choices(OUTCOME_STATE_KINDS))
		.option('--from <day>', help.from, parseDay)
		.option('--to <day>', help.to, parseDay)
		.option('--limit <n>', help.limit, parseLimit, 20);
	withAccountOptions(command, host).action((words: string[], options: Options) => run(words.join(' '), options, host));
};

async function run(text: string, options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	const words = texts(host.language).cli;
	await asAccount(options, host, async (app, actor) => {
		const { kind, state, from, to, limit } = options;
		const page = await app.searchOutcomes(actor, { text, kind, state, from, to, limit });
		if (terminal.json) {
			for (const hit of page.hits) terminal.result({ outcome: hit.row, snippet: hit.snippet }, '');
			return;
		}
		if (page.hits.length === 0) return terminal.say(words.searchNone);
		terminal.result(
			undefined,
			formatTable(
				words.searchHead,
				page.hits.map((hit) => tableRow(hit, host)),
			),
		);
		if (page.next !== undefined) terminal.say(words.searchMore);
	});
}

function tableRow({ row, snippet }: FoundOutcome, host: CommandHost): readonly string[] {
	const { documentNumber = '', issueDate = '' } = row.values;
	const kind = texts(host.language).kind[row.kind];
	return [row.id, kind, documentNumber, issueDate, shorten(markedSnippet(snippet), 60)];
}

/** Hits in brackets: a terminal may have no colour, and a colour-blind reader no use for it. */
export function markedSnippet(snippet: FoundOutcome['snippet']): string {
	let text = '';
	let at = 0;
	for (const { start, end } of snippet.marks) {
		text += `${snippet.text.slice(at, start)}[${snippet.text.slice(start, end)}]`;
		at = end;
	}
	return text + snippet.text.slice(at);
}

function parseDay(text: string): string {
	if (!isIsoDate(text)) throw new InvalidArgumentError('YYYY-MM-DD');
	return text;
}

function parseLimit(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1 || value > 100) throw new InvalidArgumentError('1-100');
	return value;
}

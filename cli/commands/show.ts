import type { Command } from 'commander';
import type { ShownOutcome } from '../../app/index.ts';
import { asId, Fault, FIELD_NAMES, isId, type OutcomeId, pageText } from '../../domain/index.ts';
import { texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount } from '../data-folder.ts';
import { formatTable } from '../table.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';

type Options = AccountOptions & { readonly text?: boolean };

/** At this confidence a value is shown as certain (domain/fields.ts). */
const CERTAIN = 0.9;

/** `show`: one outcome with its fields. */
export const addShow: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const command = program.command('show').description(help.show).argument('<id>', help.id).option('--text', help.text);
	withAccountOptions(command, host).action((id: string, options: Options) => run(id, options, host));
};

async function run(id: string, options: Options, host: CommandHost): Promise<void> {
	if (!isId(id)) throw new Fault('outcomeMissing');
	const terminal = host.terminal(options);
	await asAccount(options, host, async (app, actor) => {
		const shown = await app.showOutcome(actor, asId<OutcomeId>(id));
		terminal.result(shown, describe(shown, host));
		if (options.text && !terminal.json) terminal.result(undefined, shown.pages.map(pageText).join('\n\n'));
	});
}

function describe(shown: ShownOutcome, host: CommandHost): string {
	const words = texts(host.language);
	const { row, readings, document } = shown;
	const stored = shown.files.filter((file) => file.sha256 === document?.sha256).at(-1);
	const head: readonly (readonly [string, string])[] = [
		[words.kind[row.kind], row.id],
		[words.cli.showState, words.state[row.state]],
		[words.cli.showSource, row.sourceName],
		[words.cli.showDocument, stored?.path ?? ''],
		[words.cli.showPages, String(row.pageCount)],
	];
	const fields = FIELD_NAMES.flatMap((field) => {
		const reading = readings[field];
		if (reading === undefined) return [];
		const sure = reading.confidence >= CERTAIN ? words.cli.showCertain : words.cli.showDoubtful;
		return [
			[
				words.field[field],
				reading.value,
				`${sure} ${Math.round(reading.confidence * 100)}%`,
				words.origin[reading.origin],
			],
		];
	});
	const warnings = shown.warnings.map((warning) => {
		const page = warning.page === undefined ? '' : ` (${warning.page + 1})`;
		return `! ${words.warning[warning.code]}${page}`;
	});
	const [first = ['', ''], ...others] = head;
	return [formatTable(first, others), formatTable(['', '', '', ''], fields), ...warnings].join('\n\n');
}

import { type Command, Option } from 'commander';
import type { OutcomeRow } from '../../app/index.ts';
import type { FaultRecord } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount } from '../data-folder.ts';
import { faultText, type Terminal } from '../terminal.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';

type Options = AccountOptions & { readonly group: 'file' | 'folder' };

/** `import`: takes papers into the data folder, reads and indexes them; resumes what an earlier run left. */
export const addImport: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const command = program
		.command('import')
		.description(help.import)
		.argument('<inputs...>', help.inputs)
		.addOption(new Option('--group <how>', help.importGroup).choices(['file', 'folder']).default('file'));
	withAccountOptions(command, host).action((inputs: string[], options: Options) => run(inputs, options, host));
};

async function run(inputs: string[], options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	const counts = { done: 0, skipped: 0, failed: 0 };
	await asAccount(options, host, async (app, actor) => {
		const imported = app.importAndRead(actor, inputs, {
			signal: host.signal,
			group: options.group,
			onProgress: (progress) => terminal.progress(progress),
		});
		for await (const result of imported) {
			switch (result.kind) {
				case 'read':
					counts.done += 1;
					reportRead(terminal, result);
					break;
				case 'known': {
					counts.skipped += 1;
					const { source, outcomeId } = result;
					terminal.result(
						{ source, outcomeId, known: true },
						fill(texts(host.language).cli.duplicate, { source, outcomeId }),
					);
					break;
				}
				case 'failed':
					counts.failed += 1;
					reportFailure(terminal, result.source, result.fault);
			}
		}
	});
	terminal.endProgress();
	terminal.say(fill(texts(host.language).cli.importSummary, counts));
	if (counts.failed > 0) host.exit(1);
}

function reportRead(terminal: Terminal, { source, row }: { readonly source: string; readonly row: OutcomeRow }): void {
	const kind = texts(terminal.language).kind[row.kind];
	terminal.result({ source, outcome: row }, `${source}  ${row.id}  ${kind}  ${row.values.documentNumber ?? ''}`);
}

function reportFailure(terminal: Terminal, source: string, fault: FaultRecord): void {
	if (terminal.json) terminal.result({ source, fault }, '');
	else terminal.say(faultText(fault, terminal.language, source));
}

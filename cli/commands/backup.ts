import type { Command } from 'commander';
import { fill, texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount } from '../data-folder.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';

type Options = AccountOptions & { readonly to?: string };

/** `backup`: the database and every file, with a manifest of hashes. */
export const addBackup: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const command = program.command('backup').description(help.backup).option('--to <dir>', help.to2);
	withAccountOptions(command, host).action((options: Options) => run(options, host));
};

async function run(options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	await asAccount(options, host, async (app, actor) => {
		const report = await app.backUp(actor, options.to);
		const { folder: path, files } = report;
		terminal.result(report, fill(texts(host.language).cli.backupDone, { path, files }));
	});
}

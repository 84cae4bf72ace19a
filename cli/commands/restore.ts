import type { Command } from 'commander';
import { restoreBackup } from '../../app/index.ts';
import { Fault } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { type AccountOptions, dataFolder, readPassword } from '../data-folder.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';

/** `restore`: a backup into an empty data folder, as an administrator of the backup's own accounts. */
export const addRestore: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const command = program.command('restore').description(help.restore).argument('<backup>', help.from2);
	withAccountOptions(command, host).action((backup: string, options: AccountOptions) => run(backup, options, host));
};

async function run(backup: string, options: AccountOptions, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	const words = texts(host.language).cli;
	const name = options.as ?? host.env.SOHOA_ACCOUNT;
	if (name === undefined) throw new Fault('usage', { detail: '--as' });
	const password = await readPassword(host, {
		question: fill(words.askPassword, { name }),
		file: options.passwordFile,
		variable: 'SOHOA_PASSWORD',
	});
	const dataDir = dataFolder(options, host);
	const clock = { now: () => new Date() };
	const restored = await restoreBackup({ backup, dataDir, name, password }, { clock, signal: host.signal });
	terminal.result({ ...restored, dataDir }, fill(words.restoreDone, { files: restored.files, path: dataDir }));
}

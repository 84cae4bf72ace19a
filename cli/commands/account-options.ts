import type { Command } from 'commander';
import { texts } from '../../i18n/index.ts';
import type { CommandHost } from './command.ts';

/** `--data`, `--as`, `--password-file` and `--json`, the same on every command that signs in. */
export function withAccountOptions(command: Command, host: CommandHost): Command {
	const { help } = texts(host.language).cli;
	return command
		.option('--data <dir>', help.data)
		.option('--as <name>', help.as)
		.option('--password-file <file>', help.passwordFile)
		.option('--json', help.json);
}

import type { Command } from 'commander';
import { Fault } from '../../domain/index.ts';
import { texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount } from '../data-folder.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';

type Options = AccountOptions & { readonly change?: string };

/** `settings`: what the office decides for itself, as JSON. */
export const addSettings: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const command = program.command('settings').description(help.settings).option('--change <json>', help.settingsChange);
	withAccountOptions(command, host).action((options: Options) => run(options, host));
};

async function run(options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	const change = options.change === undefined ? undefined : parseObject(options.change);
	await asAccount(options, host, async (app, actor) => {
		const settings = change === undefined ? await app.showSettings(actor) : await app.changeSettings(actor, change);
		terminal.result(settings, JSON.stringify(settings, null, 2));
	});
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
	} catch {
		// Said below: it is no JSON object, whatever else it is.
	}
	throw new Fault('usage', { detail: '--change' });
}

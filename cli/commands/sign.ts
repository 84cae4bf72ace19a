import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Fault } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount, readPassword } from '../data-folder.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';
import { chosenIds, reportOutcome, reportRefusal } from './each-outcome.ts';

type Options = AccountOptions & {
	readonly certificate: string;
	readonly certificatePasswordFile?: string;
	readonly agency?: boolean;
	readonly all?: boolean;
};

/** `sign`: the clerk's own signature, or with `--agency` the agency's SAO Y; one certificate, one password, many outcomes. */
export const addSign: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const command = program
		.command('sign')
		.description(help.sign)
		.argument('[ids...]', help.id)
		.requiredOption('--certificate <file>', help.certificate)
		.option('--certificate-password-file <file>', help.certificatePasswordFile)
		.option('--agency', help.agency)
		.option('--all', help.all);
	withAccountOptions(command, host).action((ids: string[], options: Options) => run(ids, options, host));
};

async function run(ids: readonly string[], options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	const path = resolve(options.certificate);
	await asAccount(options, host, async (app, actor) => {
		const all = options.agency ? 'coded' : 'recognized';
		const chosen = await chosenIds(app, actor, { ids, all: options.all ? all : undefined });
		const password = await readPassword(host, {
			question: fill(texts(host.language).cli.askCertificatePassword, { file: options.certificate }),
			file: options.certificatePasswordFile,
			variable: 'SOHOA_CERTIFICATE_PASSWORD',
		});
		const batch = { ids: chosen, key: { path, password }, signal: host.signal };
		const results = options.agency ? app.signByAgency(actor, batch) : app.signByClerk(actor, batch);
		for await (const result of results) {
			if (result.kind === 'signed') reportOutcome(terminal, result.outcome);
			else reportRefusal(terminal, host, result.outcomeId, result.fault);
		}
		if (host.signal.aborted) throw new Fault('cancelled');
	});
}

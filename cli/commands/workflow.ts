import type { Command } from 'commander';
import { Fault, FIELD_NAMES, type FieldName, isSha256, type OutcomeStateKind } from '../../domain/index.ts';
import { texts } from '../../i18n/index.ts';
import type { AccountOptions } from '../data-folder.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';
import { type Act, actOnEach } from './each-outcome.ts';

type Options = AccountOptions & {
	readonly all?: boolean;
	readonly reason?: string;
	readonly set?: readonly string[];
	readonly sha256?: string;
};

/** `verify`, `submit`, `approve`, `return`, `code`, `discard`: the steps that a person takes, on one outcome or many. */
export const addWorkflow: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const step = (name: keyof typeof help & string) =>
		program.command(name).description(help[name]).argument('[ids...]', help.id);
	const start = (command: Command, act: (options: Options) => Act, all?: OutcomeStateKind) =>
		withAccountOptions(command, host).action((ids: string[], options: Options) =>
			actOnEach({ ids, all: options.all ? all : undefined }, options, host, act(options)),
		);

	start(step('verify').option('--set <field=value...>', help.set), (options) => verify(corrections(options)));
	start(step('submit').option('--all', help.all), () => (app, actor, id) => app.submitOutcome(actor, id), 'verified');
	start(step('approve').option('--sha256 <hash>', help.sha256), approve);
	start(
		step('return').requiredOption('--reason <text>', help.reason),
		({ reason = '' }) =>
			(app, actor, id) =>
				app.returnOutcome(actor, id, { reason }),
	);
	start(step('code').option('--all', help.all), () => (app, actor, id) => app.issueCodes(actor, id), 'approved');
	start(
		step('discard').requiredOption('--reason <text>', help.reason),
		({ reason = '' }) =>
			(app, actor, id) =>
				app.discardOutcome(actor, id, { reason }),
	);
};

type FieldValue = { readonly field: FieldName; readonly value: string };

/** `--set issueDate=2026-11-23`; nothing after the sign says that the paper does not have the field. */
function corrections({ set = [] }: Options): readonly FieldValue[] {
	return set.map((text) => {
		const [name = '', ...value] = text.split('=');
		const field = FIELD_NAMES.find((known) => known === name);
		if (field === undefined || !text.includes('=')) throw new Fault('usage', { detail: `--set ${name}` });
		return { field, value: value.join('=') };
	});
}

function verify(values: readonly FieldValue[]): Act {
	return async (app, actor, id) => {
		for (const { field, value } of values) await app.correctField(actor, id, { field, value });
		return app.verifyOutcome(actor, id);
	};
}

/** Without `--sha256`, what is approved is the document that is there now. */
function approve({ sha256 }: Options): Act {
	return async (app, actor, id) => {
		const { document, revision } = await app.showOutcome(actor, id);
		const looked = sha256 ?? document?.sha256;
		if (looked === undefined) throw new Fault('outcomeMissing');
		if (!isSha256(looked)) throw new Fault('usage', { detail: '--sha256' });
		return app.approveOutcome(actor, id, { sha256: looked, revision });
	};
}

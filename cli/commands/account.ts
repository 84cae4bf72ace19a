import { type Command, Option } from 'commander';
import type { AccountSummary, SohoaApp } from '../../app/index.ts';
import { type AccountActor, Fault, ROLES, type Role } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount, readPassword, withApp } from '../data-folder.ts';
import { formatTable } from '../table.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';

type NewPassword = { readonly newPasswordFile?: string };
type CreateOptions = AccountOptions & NewPassword & { readonly role: readonly Role[] };
type AdminOptions = Pick<AccountOptions, 'data' | 'passwordFile' | 'json'> & {
	readonly office: string;
	readonly agencyCode: string;
};

/** `account`: the office's first administrator, and everybody after. */
export const addAccount: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const account = program.command('account').description(help.account);
	account
		.command('create-admin')
		.description(help.accountCreateAdmin)
		.argument('<name>', help.name)
		.requiredOption('--office <name>', help.office)
		.requiredOption('--agency-code <code>', help.agencyCode)
		.option('--data <dir>', help.data)
		.option('--password-file <file>', help.passwordFile)
		.option('--json', help.json)
		.action((name: string, options: AdminOptions) => createAdmin(name, options, host));
	const create = account.command('create').description(help.accountCreate).argument('<name>', help.name);
	create.addOption(new Option('--role <roles...>', help.roles).choices(ROLES).makeOptionMandatory());
	withNewPassword(withAccountOptions(create, host), host).action((name: string, options: CreateOptions) =>
		createAccount(name, options, host),
	);
	const list = account.command('list').description(help.accountList);
	withAccountOptions(list, host).action((options: AccountOptions) => listAccounts(options, host));
	const disable = account.command('disable').description(help.accountDisable).argument('<name>', help.name);
	withAccountOptions(disable, host).action((name: string, options: AccountOptions) =>
		disableAccount(name, options, host),
	);
	const password = account.command('password').description(help.accountPassword).argument('<name>', help.name);
	withNewPassword(withAccountOptions(password, host), host).action(
		(name: string, options: AccountOptions & NewPassword) => setPassword(name, options, host),
	);
};

function withNewPassword(command: Command, host: CommandHost): Command {
	return command.option('--new-password-file <file>', texts(host.language).cli.help.newPasswordFile);
}

function newPassword(name: string, options: NewPassword, host: CommandHost): Promise<string> {
	const question = fill(texts(host.language).cli.askNewPassword, { name });
	return readPassword(host, { question, file: options.newPasswordFile, variable: 'SOHOA_NEW_PASSWORD' });
}

async function createAdmin(adminName: string, options: AdminOptions, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	const words = texts(host.language).cli;
	const adminPassword = await readPassword(host, {
		question: fill(words.askNewPassword, { name: adminName }),
		file: options.passwordFile,
		variable: 'SOHOA_PASSWORD',
	});
	await withApp(options, host, async (app) => {
		const { office, agencyCode } = options;
		await app.setUpOffice({ officeName: office, agencyCode, adminName, adminPassword });
		terminal.result({ office, agencyCode, admin: adminName }, fill(words.officeCreated, { office, name: adminName }));
	});
}

async function createAccount(name: string, options: CreateOptions, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	await asAccount(options, host, async (app, actor) => {
		const secret = await newPassword(name, options, host);
		const account = await app.createAccount(actor, { name, password: secret, roles: options.role });
		terminal.result(account, fill(texts(host.language).cli.accountCreated, { name }));
	});
}

async function listAccounts(options: AccountOptions, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	const words = texts(host.language);
	await asAccount(options, host, async (app, actor) => {
		const accounts = await app.listAccounts(actor);
		if (terminal.json) {
			for (const account of accounts) terminal.result(account, '');
			return;
		}
		const rows = accounts.map((account) => [
			account.name,
			account.roles.map((role) => words.role[role]).join(', '),
			account.orgUnit.name,
			account.disabled ? words.cli.accountDisabled : words.cli.accountActive,
		]);
		terminal.result(undefined, formatTable(words.cli.accountHead, rows));
	});
}

async function disableAccount(name: string, options: AccountOptions, host: CommandHost): Promise<void> {
	await onAccount(name, options, host, (app, actor, account) => app.disableAccount(actor, account.id));
}

async function setPassword(name: string, options: AccountOptions & NewPassword, host: CommandHost): Promise<void> {
	await onAccount(name, options, host, async (app, actor, account) => {
		await app.setPassword(actor, account.id, await newPassword(name, options, host));
	});
}

async function onAccount(
	name: string,
	options: AccountOptions,
	host: CommandHost,
	work: (app: SohoaApp, actor: AccountActor, account: AccountSummary) => Promise<void>,
): Promise<void> {
	const terminal = host.terminal(options);
	await asAccount(options, host, async (app, actor) => {
		const wanted = name.normalize('NFC').toLowerCase();
		const account = (await app.listAccounts(actor)).find((row) => row.name.toLowerCase() === wanted);
		if (account === undefined) throw new Fault('accountMissing');
		await work(app, actor, account);
		terminal.result({ account: account.id }, fill(texts(host.language).cli.accountChanged, { name }));
	});
}

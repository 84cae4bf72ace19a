import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { password as askPassword } from '@inquirer/prompts';
import { createApp, type SohoaApp } from '../app/index.ts';
import { type AccountActor, Fault } from '../domain/index.ts';
import { fill, texts } from '../i18n/index.ts';
import type { CommandHost } from './commands/command.ts';

/** Options of every command that works in a data folder as somebody. */
export type AccountOptions = {
	readonly data?: string;
	readonly as?: string;
	readonly passwordFile?: string;
	readonly json?: boolean;
};

/** Where the data lies: `--data`, else `SOHOA_DATA`, else `./data`. */
export function dataFolder(options: Pick<AccountOptions, 'data'>, host: CommandHost): string {
	return resolve(options.data ?? host.env.SOHOA_DATA ?? 'data');
}

/**
 * Opens the data folder, signs in, does the work, signs out and closes, whatever happens.
 *
 * @throws {Fault} of the data folder; `signInFailed` and its kin; what `work` throws.
 */
export async function asAccount(
	options: AccountOptions,
	host: CommandHost,
	work: (app: SohoaApp, actor: AccountActor) => Promise<void>,
): Promise<void> {
	const name = options.as ?? host.env.SOHOA_ACCOUNT;
	if (name === undefined) throw new Fault('usage', { detail: '--as' });
	await withApp(options, host, async (app) => {
		if ((await app.officeStatus()).office === undefined) throw new Fault('officeMissing');
		const secret = await readPassword(host, {
			question: fill(texts(host.language).cli.askPassword, { name }),
			file: options.passwordFile,
			variable: 'SOHOA_PASSWORD',
		});
		const { token, actor } = await app.signIn(name, secret);
		try {
			await work(app, actor);
		} finally {
			await app.signOut(token);
		}
	});
}

/** Opens the data folder, does the work and closes it. */
export async function withApp(
	options: Pick<AccountOptions, 'data'>,
	host: CommandHost,
	work: (app: SohoaApp) => Promise<void>,
): Promise<void> {
	const repositoryToken = host.env.SOHOA_REPOSITORY_TOKEN;
	const app = await createApp({ dataDir: dataFolder(options, host), repositoryToken });
	try {
		await work(app);
	} finally {
		await app.close();
	}
}

/**
 * A password from a file, the environment or a prompt; never from the command line, where other users can see it.
 *
 * @throws {Fault} `passwordMissing` when there is no terminal to ask on; `fileMissing`, `fileUnreadable`; `cancelled`.
 */
export async function readPassword(
	host: CommandHost,
	from: { readonly question: string; readonly file?: string | undefined; readonly variable: string },
): Promise<string> {
	if (from.file !== undefined) return (await readSecretFile(from.file)).replace(/\r?\n$/, '');
	const given = host.env[from.variable];
	if (given !== undefined && given !== '') return given;
	if (!process.stdin.isTTY) throw new Fault('passwordMissing');
	try {
		return await askPassword({ message: from.question, mask: true }, { output: process.stderr, signal: host.signal });
	} catch (error) {
		// The prompt's own way of saying that Ctrl+C was pressed.
		if (error instanceof Error && /Prompt/.test(error.name)) throw new Fault('cancelled', {}, error);
		throw error;
	}
}

async function readSecretFile(path: string): Promise<string> {
	return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') throw new Fault('fileMissing', {}, error);
		throw new Fault('fileUnreadable', {}, error);
	});
}

import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import { fill, texts } from '../../i18n/index.ts';
import { dataFolder, withApp } from '../data-folder.ts';
import { openInBrowser, startServe } from '../serve/index.ts';
import type { AddCommand, CommandHost } from './command.ts';

type Options = { readonly data?: string; readonly port: number; readonly open?: boolean };

/** `serve`: the contract and the screens on 127.0.0.1, until Ctrl+C. People sign in on the screen. */
export const addServe: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	program
		.command('serve')
		.description(help.serve)
		.option('--data <dir>', help.data)
		.option('--port <n>', help.port, parsePort, 0)
		.option('--open', help.open)
		.action((options: Options) => run(options, host));
};

async function run(options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal({});
	const words = texts(host.language);
	await withApp({ data: dataFolder(options, host) }, host, async (app) => {
		app.startJobs();
		const serve = await startServe({
			port: options.port,
			app: app.served,
			rendererDir: fileURLToPath(new URL('../../out/renderer', import.meta.url)),
			refusalText: (reason) => words.screen.serve[reason],
		});
		terminal.result(undefined, fill(words.cli.serving, { url: serve.url }));
		terminal.say(words.cli.servingHow);
		if (options.open) {
			const browser = await openInBrowser(serve.url);
			terminal.say(browser === undefined ? words.cli.notOpened : fill(words.cli.opened, { browser }));
		}
		if (!host.signal.aborted) await once(host.signal, 'abort');
		await serve.close();
	});
}

function parsePort(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('0-65535');
	return value;
}

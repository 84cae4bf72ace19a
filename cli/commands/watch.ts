import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { SohoaApp } from '../../app/index.ts';
import { toFaultRecord } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount } from '../data-folder.ts';
import { faultText, type Terminal } from '../terminal.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';

type Options = AccountOptions & { readonly keepFiles?: boolean; readonly once?: boolean };
type WatchEvent = Awaited<ReturnType<ReturnType<SohoaApp['watchFolder']>['next']>>['value'] & object;

/** `watch`: takes in whatever other programs scan into a folder, until Ctrl+C. */
export const addWatch: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const command = program
		.command('watch')
		.description(help.watch)
		.argument('<folder>', help.folder)
		.option('--keep-files', help.keepFiles)
		.option('--once', help.once);
	withAccountOptions(command, host).action((folder: string, options: Options) => run(folder, options, host));
};

async function run(folder: string, options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	await asAccount(options, host, async (app, actor) => {
		const after = options.keepFiles ? 'keep' : 'move';
		const request = { folder: resolve(folder), after, once: options.once, signal: host.signal } as const;
		for await (const event of app.watchFolder(actor, request)) report(event, terminal, host);
		if (!host.signal.aborted) await app.finishJobs();
	});
}

function report(event: WatchEvent, terminal: Terminal, host: CommandHost): void {
	const words = texts(host.language).cli;
	switch (event.kind) {
		case 'taken':
			terminal.result({ source: event.path, taken: true }, fill(words.takenFrom, { path: event.path }));
			return;
		case 'failed':
		case 'postponed':
		case 'folderLost': {
			if (event.kind === 'failed') host.exit(1);
			const fault = toFaultRecord(event.fault);
			const source = 'path' in event ? event.path : undefined;
			if (terminal.json) terminal.result({ ...(source !== undefined && { source }), fault }, '');
			else terminal.say(faultText(fault, terminal.language, source));
		}
	}
}

import type { Command } from 'commander';
import type { SohoaApp, UploadResult } from '../../app/index.ts';
import type { AccountActor } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount } from '../data-folder.ts';
import { formatTable } from '../table.ts';
import { faultText, type Terminal } from '../terminal.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';
import { chosenIds } from './each-outcome.ts';

type Options = AccountOptions & {
	readonly list?: boolean;
	readonly retry?: boolean;
	readonly sendAgain?: boolean;
	readonly reconcile?: boolean;
};

/** `upload`: works through the queue to the results repository, and tells how each upload stands. */
export const addUpload: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const command = program
		.command('upload')
		.description(help.upload)
		.argument('[ids...]', help.id)
		.option('--list', help.uploadList)
		.option('--retry', help.uploadRetry)
		.option('--send-again', help.uploadSendAgain)
		.option('--reconcile', help.uploadReconcile);
	withAccountOptions(command, host).action((ids: string[], options: Options) => run(ids, options, host));
};

async function run(ids: readonly string[], options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	await asAccount(options, host, async (app, actor) => {
		if (options.list) return list(app, actor, terminal);
		if (options.reconcile) await app.resumeUploads(actor);
		const chosen = ids.length === 0 ? undefined : await chosenIds(app, actor, { ids });
		if (options.sendAgain || options.retry) {
			const failed = chosen ?? (options.retry ? await failedUploads(app, actor) : await chosenIds(app, actor, { ids }));
			for (const id of failed) await app.settleUpload(actor, id, options.sendAgain ? 'sendAgain' : 'ask');
		}
		for await (const result of app.uploadOutcomes(actor, chosen, host.signal)) report(result, terminal, host);
	});
}

async function failedUploads(app: SohoaApp, actor: AccountActor) {
	const uploads = await app.listUploads(actor);
	return uploads.filter((upload) => upload.state === 'failed').map((upload) => upload.outcomeId);
}

async function list(app: SohoaApp, actor: AccountActor, terminal: Terminal): Promise<void> {
	const uploads = await app.listUploads(actor);
	const words = texts(terminal.language).cli;
	if (terminal.json) for (const upload of uploads) terminal.result(upload, '');
	else {
		const rows = uploads.map(({ outcomeId, docCode, state, attempts, fault, dueAt }) => [
			outcomeId,
			docCode,
			words.uploadState[state],
			String(attempts),
			fault?.code ?? dueAt ?? '',
		]);
		terminal.result(undefined, formatTable(words.uploadHead, rows));
	}
}

function report(result: UploadResult, terminal: Terminal, host: CommandHost): void {
	const { outcomeId: id } = result;
	const words = texts(host.language).cli;
	switch (result.kind) {
		case 'stored':
			terminal.result(
				{ outcomeId: id, state: 'stored' },
				fill('{{id}}  {{state}}', { id, state: words.uploadState.stored }),
			);
			return;
		case 'waiting':
			terminal.result(
				{ outcomeId: id, state: 'waiting', dueAt: result.dueAt, ...(result.fault && { fault: result.fault }) },
				fill(words.uploadWaiting, { id, time: result.dueAt, reason: result.fault?.code ?? '' }),
			);
			return;
		case 'failed':
			host.exit(1);
			if (terminal.json) terminal.result({ outcomeId: id, state: 'failed', fault: result.fault }, '');
			else terminal.say(faultText(result.fault, terminal.language, id));
	}
}

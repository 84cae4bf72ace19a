import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ScanEvent, ScanRequest, SohoaApp } from '../../app/index.ts';
import { type AccountActor, Fault } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount } from '../data-folder.ts';
import { faultText, type Terminal } from '../terminal.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';

type Settings = NonNullable<ScanRequest['settings']>;
type Options = AccountOptions & {
	readonly list?: boolean;
	readonly device?: string;
	readonly source: Settings['source'];
	readonly mode?: NonNullable<Settings['colour']>;
	readonly resolution?: number;
};

/** `scan`: one paper from a scanner, read at once; pages stay when the scanner stops half-way. */
export const addScan: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	const command = program
		.command('scan')
		.description(help.scan)
		.option('--list', help.listScanners)
		.option('--device <id>', help.device)
		.addOption(
			new Option('--source <source>', help.source).choices(['flatbed', 'feeder', 'feederDuplex']).default('flatbed'),
		)
		.addOption(new Option('--mode <mode>', help.mode).choices(['colour', 'gray', 'bilevel']))
		.option('--resolution <dpi>', help.resolution, parseDpi);
	withAccountOptions(command, host).action((options: Options) => run(options, host));
};

async function run(options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	await asAccount(options, host, async (app, actor) => {
		if (options.list) return list(app, actor, terminal, host);
		const device = options.device ?? (await onlyDevice(app, actor, host));
		const { source, mode, resolution } = options;
		const settings: Settings = {
			source,
			...(mode !== undefined && { colour: mode }),
			...(resolution !== undefined && { dpi: resolution }),
		};
		for await (const event of app.scanPapers(actor, { device, settings, signal: host.signal })) {
			report(event, terminal, host);
		}
		await app.finishJobs();
		if (host.signal.aborted) throw new Fault('cancelled');
	});
}

/** @throws {Fault} `scannerMissing`; `usage` when there are several and none was named. */
async function onlyDevice(app: SohoaApp, actor: AccountActor, host: CommandHost): Promise<string> {
	const [device, ...others] = await app.listScanners(actor, host.signal);
	if (device === undefined) throw new Fault('scannerMissing');
	if (others.length > 0) throw new Fault('usage', { detail: '--device' });
	return device.id;
}

async function list(app: SohoaApp, actor: AccountActor, terminal: Terminal, host: CommandHost): Promise<void> {
	for (const device of await app.listScanners(actor, host.signal)) {
		terminal.result(device, `${device.id}  ${device.name}`);
	}
}

/** What happens, a line each. Also `watch` takes papers in. */
export function report(event: ScanEvent, terminal: Terminal, host: CommandHost): void {
	const words = texts(host.language).cli;
	switch (event.kind) {
		case 'page':
			terminal.say(fill(words.scannedPage, { count: event.count }));
			return;
		case 'queued':
			terminal.result(
				{ source: event.source, outcomeId: event.outcomeId },
				fill(words.takenIn, { id: event.outcomeId }),
			);
			return;
		case 'known':
			terminal.result(
				{ source: event.source, outcomeId: event.outcomeId, known: true },
				fill(words.duplicate, { source: event.source, outcomeId: event.outcomeId }),
			);
			return;
		case 'stopped':
		case 'failed': {
			host.exit(1);
			const source = 'source' in event ? { source: event.source } : {};
			if (terminal.json) terminal.result({ ...source, fault: event.fault }, '');
			else terminal.say(faultText(event.fault, terminal.language, source.source));
		}
	}
}

function parseDpi(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 200 || value > 1_200) throw new InvalidArgumentError('200-1200');
	return value;
}

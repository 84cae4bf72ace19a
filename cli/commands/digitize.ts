import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type DigitizeResult, digitize } from '../../app/index.ts';
import { LOCAL_OPERATOR } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { faultText, type Terminal } from '../terminal.ts';
import type { AddCommand, CommandHost } from './command.ts';

type Options = {
	readonly out: string;
	readonly json?: boolean;
	readonly jobs?: number;
	readonly group: 'file' | 'folder' | 'separator';
	readonly force?: boolean;
};

/** `digitize`: unattended scan-to-PDF, without a database or a sign-in. */
export const addDigitize: AddCommand = (program: Command, host: CommandHost) => {
	const words = texts(host.language).cli;
	program
		.command('digitize')
		.description(words.help.digitize)
		.argument('<inputs...>', words.help.inputs)
		.requiredOption('--out <dir>', words.help.out)
		.option('--json', words.help.json)
		.option('--jobs <n>', words.help.jobs, parseCount)
		.addOption(new Option('--group <how>', words.help.group).choices(['file', 'folder', 'separator']).default('file'))
		.option('--force', words.help.force)
		.action((inputs: string[], options: Options) => run(inputs, options, host));
};

async function run(inputs: string[], options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	const counts = { done: 0, skipped: 0, failed: 0 };
	const results = digitize(
		LOCAL_OPERATOR,
		{
			inputs,
			outDir: options.out,
			group: options.group,
			...(options.jobs === undefined ? {} : { jobs: options.jobs }),
			force: options.force ?? false,
		},
		{ signal: host.signal, onProgress: (progress) => terminal.progress(progress) },
	);
	for await (const result of results) {
		counts[result.kind] += 1;
		await report(result, terminal);
	}
	terminal.endProgress();
	terminal.say(fill(texts(terminal.language).cli.digitizeSummary, counts));
	if (counts.failed > 0) host.exit(1);
}

async function report(result: DigitizeResult, terminal: Terminal): Promise<void> {
	const words = texts(terminal.language);
	switch (result.kind) {
		case 'done': {
			const { digitized } = result;
			const number = digitized.fields.documentNumber?.value ?? '';
			terminal.result(digitized, `${digitized.outputs.pdf}  ${words.kind[digitized.kind.value]}  ${number}`);
			return;
		}
		case 'skipped': {
			// With --json a rerun says the same as the first run did.
			const earlier = terminal.json ? JSON.parse(await readFile(result.outputs.json, 'utf8')) : undefined;
			terminal.result(earlier, fill(words.cli.skipped, { pdf: result.outputs.pdf }));
			return;
		}
		case 'failed': {
			const { failure } = result;
			if (terminal.json) terminal.result(failure, '');
			else terminal.say(faultText(failure.fault, terminal.language, failure.source));
		}
	}
}

/** A whole number from 1 to 64. */
export function parseCount(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1 || value > 64) throw new InvalidArgumentError('1-64');
	return value;
}

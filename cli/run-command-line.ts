import { Command, CommanderError } from 'commander';
import { PRODUCER_VERSION } from '../app/index.ts';
import { Fault, isFault, toFaultRecord } from '../domain/index.ts';
import { languageOf, texts } from '../i18n/index.ts';
import { addAccount } from './commands/account.ts';
import { addBackup } from './commands/backup.ts';
import { addCheck } from './commands/check.ts';
import { addCheckSignature } from './commands/check-signature.ts';
import type { AddCommand, CommandHost } from './commands/command.ts';
import { addDigitize } from './commands/digitize.ts';
import { addDoctor } from './commands/doctor.ts';
import { addImport } from './commands/import.ts';
import { addRestore } from './commands/restore.ts';
import { addScan } from './commands/scan.ts';
import { addSearch } from './commands/search.ts';
import { addServe } from './commands/serve.ts';
import { addSettings } from './commands/settings.ts';
import { addShow } from './commands/show.ts';
import { addSign } from './commands/sign.ts';
import { addUpload } from './commands/upload.ts';
import { addWatch } from './commands/watch.ts';
import { addWorkflow } from './commands/workflow.ts';
import { createTerminal, faultText } from './terminal.ts';

const COMMANDS: readonly AddCommand[] = [
	addDigitize,
	addImport,
	addScan,
	addWatch,
	addSearch,
	addShow,
	addWorkflow,
	addSign,
	addUpload,
	addSettings,
	addCheckSignature,
	addAccount,
	addServe,
	addDoctor,
	addBackup,
	addRestore,
	addCheck,
];

/** 128 + SIGINT, as shells expect of a program that was stopped. */
const STOPPED = 130;

/**
 * Runs one command line. Answers with the exit code: 0 all well, 1 some inputs failed, 2 wrong usage, 130 stopped.
 * Bugs (errors that are no faults) are shown as `unexpected`, with their stack when SOHOA_DEBUG is set.
 */
export async function runCommandLine(
	args: readonly string[],
	process: Pick<CommandHost, 'signal' | 'env'>,
): Promise<number> {
	const language = languageOf(process.env);
	let code = 0;
	let json = args.includes('--json');
	const host: CommandHost = {
		...process,
		language,
		terminal: (options) => {
			json = options.json ?? false;
			return createTerminal({ language, json });
		},
		exit: (value) => {
			code = Math.max(code, value);
		},
	};
	const program = createProgram(host);
	try {
		await program.parseAsync([...args], { from: 'user' });
		return code;
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		const terminal = createTerminal({ language, json });
		terminal.fault(error);
		if (json && isFault(error))
			terminal.result({ fault: { code: error.code, message: error.message, data: error.data } }, '');
		if (process.env.SOHOA_DEBUG && error instanceof Error) terminal.say(error.stack ?? '');
		if (isFault(error, 'cancelled')) return STOPPED;
		return isFault(error, 'usage') ? 2 : 1;
	}
}

function createProgram(host: CommandHost): Command {
	const words = texts(host.language).cli;
	const titles: Readonly<Record<string, string>> = words.helpTitles;
	const program = new Command('sohoa')
		.description(words.help.program)
		.version(PRODUCER_VERSION, '-V, --version', words.help.versionOption)
		.helpOption('-h, --help', words.help.helpOption)
		.helpCommand(false)
		.configureHelp({ styleTitle: (title) => titles[title] ?? title })
		.configureOutput({ outputError: (message, write) => write(`${usageText(message, host)}\n`) })
		.showHelpAfterError(words.help.seeHelp)
		.exitOverride();
	for (const add of COMMANDS) add(program, host);
	for (const command of program.commands) command.exitOverride();
	return program;
}

/** What commander found wrong, in the words of the fault `usage`. */
function usageText(message: string, host: CommandHost): string {
	const detail = message.replace(/^error: /, '').trim();
	return faultText(toFaultRecord(new Fault('usage', { detail })), host.language);
}

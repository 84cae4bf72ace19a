import type { Command } from 'commander';
import type { Language } from '../../i18n/index.ts';
import type { Terminal } from '../terminal.ts';

/** What every command gets: where to speak, and the signal that Ctrl+C fires. */
export type CommandHost = {
	terminal(options: { readonly json?: boolean }): Terminal;
	readonly language: Language;
	readonly signal: AbortSignal;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Sets the exit code: 0 all well, 1 some inputs failed, 2 wrong usage. */
	exit(code: 0 | 1 | 2): void;
};

/** Adds one command to the program. */
export type AddCommand = (program: Command, host: CommandHost) => void;

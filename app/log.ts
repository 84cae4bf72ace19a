import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { Clock } from '../domain/index.ts';

/** What the core writes down for whoever looks after Sohoa: ids, codes and figures, never a document's words or a name. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'> & { close(): void };

/** Keys that may hold personal data are cut out wherever they stand, should a caller ever pass one. */
const REDACTED = [
	'source',
	'path',
	'name',
	'text',
	'query',
	'value',
	'password',
	'token',
	'*.source',
	'*.path',
	'*.name',
	'*.text',
];

/** A log in `<data>/logs/`, one file a month (UTC), JSON lines. Old files stay: QCVN 12:2026/BCA wants 12 months and more. */
export function openLog(dataDir: string, clock: Clock): Log {
	const folder = join(dataDir, 'logs');
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const file = join(folder, `${clock.now().toISOString().slice(0, 7)}.log`);
	const destination = pino.destination({ dest: file, append: true, sync: true, mode: 0o600 });
	const logger = pino({ base: null, redact: { paths: REDACTED, remove: true } }, destination);
	return {
		info: logger.info.bind(logger),
		warn: logger.warn.bind(logger),
		error: logger.error.bind(logger),
		close: () => destination.end(),
	};
}

/** A bug, for the log: its class and where it was thrown, without its message (which may quote a document). */
export function whereThrown(error: unknown): { readonly error: string; readonly at: readonly string[] } {
	if (!(error instanceof Error)) return { error: typeof error, at: [] };
	const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}

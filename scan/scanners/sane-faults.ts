import { Fault } from '../../domain/index.ts';

/** SANE's states by number (SANE standard 4.3.1; the last two since 1.1), and the text that `scanimage` prints in the C locale. */
const STATES: readonly (readonly [name: string, text: string])[] = [
	['GOOD', 'Success'],
	['UNSUPPORTED', 'Operation not supported'],
	['CANCELLED', 'Operation was canceled'],
	['DEVICE_BUSY', 'Device busy'],
	['INVAL', 'Invalid argument'],
	['EOF', 'End of file reached'],
	['JAMMED', 'Document feeder jammed'],
	['NO_DOCS', 'Document feeder out of documents'],
	['COVER_OPEN', 'Scanner cover is open'],
	['IO_ERROR', 'Error during device I/O'],
	['NO_MEM', 'Out of memory'],
	['ACCESS_DENIED', 'Access to resource has been denied'],
	['WARMING_UP', 'Lamp not ready, please retry'],
	['HW_LOCKED', 'Scanner mechanism locked for transport'],
];

const STARTING = /: sane_(?:start|get_parameters): (.+)$/;
const SCANNED = /^Scanned page \d+\. \(scanner status = (\d+)\)/;
const BATCH_END = /^Batch terminated/;
const OPENING = /: open of device .* failed: (.+)$/;
const OPTION =
	/(?:setting of option|inactive option|readonly option|: option|unrecognized option|unknown option) ['`]?-{0,2}([\w-]+)/;
const NO_DEVICE = /: no SANE devices found/;
const NO_FILE = /^cannot (?:open|close|rename) /;

/** How a run of `scanimage` went wrong; `end` is the feeder's normal end. */
type Ending =
	| { readonly kind: 'end' }
	| { readonly kind: 'noRoom' }
	| { readonly kind: 'fault'; readonly fault: Fault };

/** How a program ended: by itself with a code, or by a signal. */
export type ProgramEnd = {
	readonly code: number | null;
	readonly signal: string | null;
	readonly errors: readonly string[];
};

/**
 * What the end of a run of `scanimage` means. Its words are trusted rather than its exit code: that is 0 for an empty feeder, and
 * whatever a driver that crashes or hangs while closing leaves behind.
 *
 * @param pages how many whole pages the run has given.
 */
export function endingOf(end: ProgramEnd, pages: number): Ending {
	for (const line of end.errors.toReversed()) {
		const ending = endingOfLine(line, pages);
		if (ending !== undefined) return ending;
	}
	if (end.code === 0 || end.errors.some((line) => BATCH_END.test(line))) return { kind: 'end' };
	const status = end.signal ?? `exit ${end.code}`;
	return { kind: 'fault', fault: new Fault('scannerFailed', { status, pages }) };
}

function endingOfLine(line: string, pages: number): Ending | undefined {
	const number = SCANNED.exec(line)?.[1];
	const scanned =
		number === undefined ? statusOf(STARTING.exec(line)?.[1]) : (STATES[Number(number)]?.[0] ?? 'UNKNOWN');
	if (scanned === 'GOOD' || scanned === 'EOF') return undefined;
	if (scanned === 'NO_DOCS' && pages > 0) return { kind: 'end' };
	if (scanned !== undefined) return { kind: 'fault', fault: faultOfStatus(scanned, pages) };
	const opening = statusOf(OPENING.exec(line)?.[1]);
	if (opening !== undefined) return { kind: 'fault', fault: faultOfOpening(opening) };
	const option = OPTION.exec(line)?.[1];
	if (option !== undefined) return { kind: 'fault', fault: new Fault('scannerSettingRefused', { setting: option }) };
	if (NO_DEVICE.test(line)) return { kind: 'fault', fault: new Fault('scannerMissing') };
	return NO_FILE.test(line) ? { kind: 'noRoom' } : undefined;
}

function statusOf(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	// Older releases write "cancelled".
	const told = text.trim().replace('cancelled', 'canceled');
	return STATES.find(([, known]) => known === told)?.[0] ?? 'UNKNOWN';
}

function faultOfStatus(status: string, pages: number): Fault {
	switch (status) {
		case 'NO_DOCS':
			return new Fault('scannerNoPaper');
		case 'JAMMED':
			return new Fault('scannerJammed', { pages });
		case 'COVER_OPEN':
			return new Fault('scannerCoverOpen');
		case 'DEVICE_BUSY':
			return new Fault('scannerBusy');
		// Somebody pressed the scanner's own stop button.
		case 'CANCELLED':
			return new Fault('cancelled');
		default:
			return new Fault('scannerFailed', { status, pages });
	}
}

/** A device that was unplugged since it was listed cannot be opened: drivers call that an invalid name or an I/O error. */
function faultOfOpening(status: string): Fault {
	if (status === 'DEVICE_BUSY') return new Fault('scannerBusy');
	if (status === 'INVAL' || status === 'IO_ERROR') return new Fault('scannerMissing');
	return new Fault('scannerFailed', { status, pages: 0 });
}

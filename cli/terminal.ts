import { type FaultRecord, type Progress, toFaultRecord } from '../domain/index.ts';
import { faultWords, type Language, texts } from '../i18n/index.ts';

/** Where a command's words go. Results on stdout; progress, faults and advice on stderr. */
export type Terminal = {
	readonly language: Language;
	readonly json: boolean;
	/** A result: a JSON line with `--json`, else the text. */
	result(value: unknown, text: string): void;
	/** A note for people; silent with `--json`. */
	say(text: string): void;
	progress(progress: Progress): void;
	/** Takes the progress bar away. */
	endProgress(): void;
	/** Says what went wrong and what to do. `subject`: the file or thing it concerns. */
	fault(error: unknown, subject?: string): void;
};

type Streams = {
	readonly stdout: { write(text: string): unknown };
	readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
};

const BAR_WIDTH = 24;

/** A terminal on these streams: a progress bar where stderr is a terminal, plain lines otherwise, nothing with `--json`. */
export function createTerminal(
	options: { readonly language: Language; readonly json: boolean },
	streams: Streams = process,
): Terminal {
	const { language, json } = options;
	const live = streams.stderr.isTTY === true && !json;
	let lastTenth = -1;
	const wipe = () => {
		if (live) streams.stderr.write('\r\x1b[2K');
	};
	return {
		language,
		json,
		result(value, text) {
			wipe();
			streams.stdout.write(`${json ? JSON.stringify(value) : printable(text)}\n`);
		},
		say(text) {
			wipe();
			if (!json) streams.stderr.write(`${printable(text)}\n`);
		},
		progress({ value, title, detail }) {
			const percent = `${Math.floor(value * 100)}%`.padStart(4);
			const titles: Readonly<Record<string, string>> = texts(language).cli.progress;
			const words = printable(`${titles[title] ?? title} ${detail}`);
			if (live) {
				const filled = Math.round(value * BAR_WIDTH);
				const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
				const room = Math.max(10, (streams.stderr.columns ?? 80) - BAR_WIDTH - 8);
				streams.stderr.write(`\r\x1b[2K${bar} ${percent} ${words.slice(0, room)}`);
			} else if (Math.floor(value * 10) !== lastTenth) {
				lastTenth = Math.floor(value * 10);
				streams.stderr.write(`${percent} ${words}\n`);
			}
		},
		endProgress: wipe,
		fault(error, subject) {
			wipe();
			streams.stderr.write(`${faultText(toFaultRecord(error), language, subject)}\n`);
		},
	};
}

/** A fault in words: `subject: text` and, on the next line, what to do. */
export function faultText(record: FaultRecord, language: Language, subject?: string): string {
	const { text, advice } = faultWords(record, language);
	const lead = subject === undefined ? '' : `${printable(subject)}: `;
	return `${lead}${text} [${record.code}]\n  → ${advice}`;
}

/** Text from outside made safe for a terminal: control characters (escape sequences among them) and bidi overrides shown as `�`. */
export function printable(text: string): string {
	return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (mark) => (mark === '\n' || mark === '\t' ? mark : '�'));
}

import { describe, expect, it } from 'vitest';
import { formatTable, shorten } from '../../../cli/table.ts';
import { createTerminal, faultText, printable } from '../../../cli/terminal.ts';
import { Fault, toFaultRecord } from '../../../domain/index.ts';

function terminal(options: { json: boolean; isTTY: boolean }) {
	const out: string[] = [];
	const err: string[] = [];
	const streams = {
		stdout: { write: (text: string) => out.push(text) },
		stderr: { write: (text: string) => err.push(text), isTTY: options.isTTY, columns: 80 },
	};
	return { out, err, terminal: createTerminal({ language: 'en', json: options.json }, streams) };
}

describe('terminal', () => {
	it('draws a bar on a terminal, plain lines elsewhere, nothing that is no JSON on stdout with --json', () => {
		const progress = { value: 0.5, title: 'digitize', detail: 'a.png' };
		const live = terminal({ json: false, isTTY: true });
		live.terminal.progress(progress);
		expect(live.err.join('')).toMatch(/█+░+ {2}50% Digitizing a\.png/);
		const plain = terminal({ json: false, isTTY: false });
		plain.terminal.progress(progress);
		plain.terminal.progress({ ...progress, value: 0.52 });
		expect(plain.err).toEqual([' 50% Digitizing a.png\n']);
		const json = terminal({ json: true, isTTY: true });
		json.terminal.progress(progress);
		json.terminal.say('a note');
		json.terminal.result({ a: 1 }, 'text');
		expect(json.out).toEqual(['{"a":1}\n']);
	});

	it('says what went wrong and what to do, and makes no secret of a bug', () => {
		const record = toFaultRecord(new Fault('tooManyPages', { pages: 9_999, limit: 2_000 }));
		expect(faultText(record, 'en', 'a.pdf')).toBe(
			'a.pdf: The file has more than 2000 pages. [tooManyPages]\n  → Split it into parts.',
		);
		expect(faultText(toFaultRecord(new TypeError('secret')), 'en')).toContain('(TypeError)');
		expect(faultText(toFaultRecord(new TypeError('secret')), 'en')).not.toContain('secret');
	});

	it('lets no escape sequence or bidi override of a file name reach the terminal', () => {
		expect(printable('a\u001b[2Jb\u202ec')).toBe('a�[2Jb�c');
	});
});

describe('table', () => {
	it('aligns Vietnamese by letters, whatever their normal form', () => {
		const rows = [
			['Quyết định'.normalize('NFD'), '1'],
			['Số', '22'],
		];
		expect(formatTable(['Loại', 'n'], rows)).toBe('Loại        n\n──────────  ──\nQuyết định  1\nSố          22');
	});

	it('shortens by letters', () => {
		expect(shorten('Quyết định', 6)).toBe('Quyết…');
		expect(shorten('ngắn', 6)).toBe('ngắn');
	});
});

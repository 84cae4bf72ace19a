import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Results, report, writeBetweenMarkers } from '../../bench/report.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sohoa-report-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const paper = {
	id: 'a',
	group: 'clean200',
	split: 'seen' as const,
	file: '/a.png',
	pages: [{ file: '/a.png', text: 'một hai ba bốn' }],
};
const reading = {
	tool: 'Peer',
	command: 'peer',
	wallMs: 2000,
	peakBytes: 5e6,
	cpuMs: 1500,
	texts: new Map([['a', ['một hai ba']]]),
	failed: [],
};
const results: Results = {
	command: 'bench',
	papers: [paper],
	readings: [reading],
	missing: [{ tool: 'OCRmyPDF', why: 'no Python' }],
	verdicts: [{ document: 'a', field: 'signerName', verdict: 'wrong', confidence: 0.95, handwritten: false }],
	judged: [paper],
	kinds: [],
};

describe('report', () => {
	it('gives speed, errors and what was missing', () => {
		const text = report(results);
		expect(text).toContain('| Peer `peer` | 30.0 | 2.00 |  | 1.50 | 5 |');
		expect(text).toContain('| clean200, seen | 4 | 14.3 (14.3-14.3) |');
		expect(text).toContain('| seen, clean | 1 | 0.0 | 0.0-79.3 | 1 | 0 | 0 | 100.00 |');
		expect(text).toContain('**OCRmyPDF was not measured**: no Python.');
	});

	it('keeps what was written outside the markers, also when run twice', () => {
		const file = join(folder, 'b.md');
		writeFileSync(file, 'before\n<!-- bench:start -->\nold\n<!-- bench:end -->\nafter\n');
		writeBetweenMarkers(file, 'new');
		writeBetweenMarkers(file, 'newer');
		expect(readFileSync(file, 'utf8')).toBe('before\n<!-- bench:start -->\n\nnewer\n\n<!-- bench:end -->\nafter\n');
	});

	it('refuses a file without markers', () => {
		const file = join(folder, 'c.md');
		writeFileSync(file, 'no markers');
		expect(() => writeBetweenMarkers(file, 'new')).toThrow('bench:start');
	});
});

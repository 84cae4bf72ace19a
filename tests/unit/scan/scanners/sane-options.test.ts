import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScanSettings } from '../../../../scan/index.ts';
import { capabilitiesOf, scanArguments } from '../../../../scan/scanners/sane-arguments.ts';
import { parseSaneOptions } from '../../../../scan/scanners/sane-options.ts';

/** Lines as drivers print them (wording of brscan, fujitsu, hpaio; the numbers are invented). */
const SOURCE =
	'    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [FlatBed]';
const MODE =
	'    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color[Fast]|24bit Color [24bit Color[Fast]]';
const WINDOW = [
	'    -x 0..215.9mm (in steps of 0.0999908) [215.88]',
	'    -y 0..296.9mm (in steps of 0.0999908) [296.9]',
];
const RESOLUTION = '    --resolution auto||75|150|200|400|600dpi [75]';

const argumentsFor = (lines: readonly string[], settings: ScanSettings) =>
	scanArguments(parseSaneOptions(lines), settings);

describe('options of a SANE device', () => {
	it('are read whatever stands in their values', () => {
		const options = parseSaneOptions([
			"All options specific to device `brother4:net1;dev0':",
			'  Mode:',
			SOURCE,
			MODE,
			RESOLUTION,
			'        Sets the resolution of the scanned image.',
			'    --brightness -50..50% (in steps of 1) [inactive]',
			'    --scan-button[=(yes|no)] [no] [hardware]',
			'    --serial <string> [read-only]',
			'    --gamma-table 0..255,... (in steps of 1) [advanced]',
			'    --calibrate [advanced]',
			'    -x 0..2550pel [2550]',
			'chatter of a driver',
		]);
		expect([...options.keys()]).toEqual(['--source', '--mode', '--resolution', '--gamma-table', '--calibrate', '-x']);
		expect(options.get('--mode')?.constraint).toEqual({
			kind: 'list',
			values: ['Black & White', 'Gray[Error Diffusion]', 'True Gray', '24bit Color[Fast]', '24bit Color'],
		});
		expect(options.get('--resolution')).toMatchObject({
			constraint: { values: ['75', '150', '200', '400', '600'] },
			unit: 'dpi',
		});
		expect(options.get('-x')).toEqual({ flag: '-x', constraint: { kind: 'range', min: 0, max: 2550 }, unit: 'pel' });
	});

	it('never throw or hang, whatever a driver prints', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 })), fc.boolean(), (lines, indented) => {
				const options = parseSaneOptions(indented ? lines.map((line) => `    --x${line}`) : lines);
				capabilitiesOf(options);
			}),
		);
		// Longest lines that we keep, of what a regular expression could stumble over.
		expect(parseSaneOptions([`    --mode ${' [x'.repeat(1_300)}`, `    --mode ${' [x]'.repeat(1_000)}x`]).size).toBe(1);
	});
});

describe('settings', () => {
	it('choose the mode that a later step can read, and the nearest resolution above 300 dpi', () => {
		const lines = [SOURCE, MODE, RESOLUTION, ...WINDOW];
		expect(capabilitiesOf(parseSaneOptions(lines))).toEqual({
			sources: ['flatbed', 'feeder', 'feederDuplex'],
			colours: ['colour', 'gray', 'bilevel'],
			resolutionsDpi: [200, 400, 600],
			maxPaperMm: { width: 215.9, height: 296.9 },
		});
		expect(argumentsFor(lines, { source: 'flatbed' })).toEqual([
			'--source=FlatBed',
			'--mode=24bit Color',
			'--resolution=400',
			'-x',
			'215.9',
			'-y',
			'296.9',
		]);
		expect(argumentsFor(lines, { source: 'feeder', colour: 'gray', dpi: 200 })).toEqual([
			'--source=Automatic Document Feeder(left aligned)',
			'--mode=True Gray',
			'--resolution=200',
			'-x',
			'210',
			'-y',
			'296.9',
		]);
		expect(argumentsFor(lines, { source: 'feederDuplex', colour: 'bilevel', dpi: 600 }).slice(0, 2)).toEqual([
			'--source=Automatic Document Feeder(left aligned,Duplex)',
			'--mode=Black & White',
		]);
	});

	it('tell a feeder that guides paper to its middle how wide the paper is', () => {
		const fujitsu = [
			'    --source ADF Front|ADF Back|ADF Duplex [ADF Front]',
			'    --mode Lineart|Halftone|Gray|Color [Lineart]',
			'    --resolution 50..600dpi (in steps of 1) [600]',
			'    --page-width 0..224.846mm (in steps of 0.0211639) [215.872]',
			'    --page-height 0..863.489mm (in steps of 0.0211639) [279.364]',
			'    -l 0..224.846mm (in steps of 0.0211639) [0]',
			'    -t 0..863.489mm (in steps of 0.0211639) [0]',
			'    -x 0..224.846mm (in steps of 0.0211639) [215.872]',
			'    -y 0..863.489mm (in steps of 0.0211639) [279.364]',
		];
		expect(argumentsFor(fujitsu, { source: 'feederDuplex' })).toEqual([
			...['--source=ADF Duplex', '--mode=Color', '--resolution=300', '--page-width=210', '--page-height=297'],
			...['-l', '0', '-t', '0', '-x', '210', '-y', '297'],
		]);
		expect(argumentsFor(fujitsu, { source: 'feeder' })[0]).toBe('--source=ADF Front');
		expect(() => argumentsFor(fujitsu, { source: 'flatbed' })).toThrow('scannerSettingRefused');
	});

	it('are refused where the device has no such thing', () => {
		const poor = ['    --mode Color [Color]', '    --resolution 75|150dpi [75]'];
		expect(() => argumentsFor(poor, { source: 'flatbed' })).toThrow('{"setting":"300 dpi"}');
		expect(() => argumentsFor(poor, { source: 'feeder' })).toThrow('{"setting":"feeder"}');
		expect(() => argumentsFor(poor, { source: 'flatbed', colour: 'gray' })).toThrow('{"setting":"gray"}');
		expect(() => argumentsFor([], { source: 'flatbed' })).toThrow('{"setting":"colour"}');
	});
});

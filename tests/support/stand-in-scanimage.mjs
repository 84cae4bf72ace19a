#!/usr/bin/env node
/**
 * A stand-in for `scanimage` with a duplex feeder (SANE's own `test` driver has none) and with faults that no driver makes on demand.
 * STAND_IN_SCENARIO holds JSON: `sheets`, and `after` them `empty`, `hang`, `deaf` (hangs and ignores SIGINT), `hangInClosing`, `crash`,
 * `flood`, `short` (a page that stops half way) or a line for stderr; `options` replaces its option list; `log` is a file for its arguments.
 */
import { appendFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';

const scenario = JSON.parse(process.env.STAND_IN_SCENARIO ?? '{}');
const args = process.argv.slice(2);
const optionOf = (name) => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
if (scenario.log !== undefined) appendFileSync(scenario.log, `${JSON.stringify(args)}\n`);

const OPTIONS = [
	'    --source FlatBed|ADF Front|ADF Back|ADF Duplex [FlatBed]',
	'        Selects the scan source (such as a document-feeder).',
	'    --mode Lineart|Gray|Color [Lineart]',
	'    --resolution 100|200|300|600dpi [300]',
	'    -x 0..215.9mm [215.9]',
	'    -y 0..355.6mm [296.9]',
];

/** Bytes of an uncompressed gray TIFF of one grey, as wide as high. */
function page(gray, dpi) {
	const side = 200;
	const entry = (tag, type, value) => {
		const bytes = Buffer.alloc(12);
		bytes.writeUInt16LE(tag, 0);
		bytes.writeUInt16LE(type, 2);
		bytes.writeUInt32LE(1, 4);
		bytes.writeUInt32LE(value, 8);
		return bytes;
	};
	const rational = Buffer.alloc(8);
	rational.writeUInt32LE(dpi, 0);
	rational.writeUInt32LE(1, 4);
	const at = 8 + 2 + 11 * 12 + 4;
	const entries = [
		entry(256, 3, side),
		entry(257, 3, side),
		entry(258, 3, 8),
		entry(259, 3, 1),
		entry(262, 3, 1),
		entry(273, 4, at + 8),
		entry(277, 3, 1),
		entry(278, 3, side),
		entry(279, 4, side * side),
		entry(282, 5, at),
		entry(283, 5, at),
	];
	const header = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, entries.length, 0]);
	return Buffer.concat([header, ...entries, Buffer.alloc(4), rational, Buffer.alloc(side * side, gray)]);
}

/** Does nothing for ever, but does not outlive the one who started it. */
function stay() {
	const parent = process.ppid;
	setInterval(() => process.ppid === parent || process.exit(), 200);
}

if (args.includes('--all-options')) {
	process.stdout.write(`${(scenario.options ?? OPTIONS).join('\n')}\n`);
} else if (args.some((arg) => arg.startsWith('--formatted-device-list'))) {
	writeSync(1, 'twin:libusb:001:004\tMáy quét\tHai mặt\tscanner\n');
	if (scenario.after === 'flood') for (;;) writeSync(1, `${'x'.repeat(1000)}\n`);
} else {
	const duplex =
		optionOf('--source') === 'ADF Duplex' || optionOf('--duplex') === 'yes' || optionOf('--adf-mode') === 'Duplex';
	const pages = Math.min((scenario.sheets ?? 1) * (duplex ? 2 : 1), Number(optionOf('--batch-count')));
	const name = (number) => optionOf('--batch').replace('%d', String(number));
	let number = 1;
	for (; number <= pages; number++) {
		process.stderr.write(`Scanning page ${number}\nProgress: 50.0%\rProgress: 100.0%\r`);
		const bytes = page(10 * number, Number(optionOf('--resolution')));
		writeFileSync(`${name(number)}.part`, bytes);
		renameSync(`${name(number)}.part`, name(number));
		process.stderr.write(`Scanned page ${number}. (scanner status = 5)\n`);
		process.stdout.write(`chatter of a driver\n${name(number)}\n`);
	}
	const after = scenario.after ?? 'empty';
	process.stderr.write(`Scanning page ${number}\n`);
	if (after === 'deaf') process.on('SIGINT', () => {});
	if (after === 'hang' || after === 'deaf') {
		writeFileSync(`${name(number)}.part`, 'half a page');
		stay();
	} else if (after === 'crash') {
		process.kill(process.pid, 'SIGSEGV');
		stay();
	} else if (after === 'short') {
		writeFileSync(name(number), page(0, 300).subarray(0, 5_000));
		process.stdout.write(`${name(number)}\n`);
	} else if (after === 'empty') {
		process.stderr.write('scanimage: sane_start: Document feeder out of documents\n');
		process.stderr.write(`Batch terminated, ${pages} pages scanned\n`);
		process.exitCode = 7;
	} else if (after === 'hangInClosing') {
		process.stderr.write(`Batch terminated, ${pages} pages scanned\n`);
		process.on('SIGINT', () => {});
		stay();
	} else {
		process.stderr.write(`${after}\n`);
		process.exitCode = 1;
	}
}

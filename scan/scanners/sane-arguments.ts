import { Fault, type PagePicture } from '../../domain/index.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { PaperMm, PaperSource, ScannerCapabilities, ScanSettings } from '../scanner.ts';
import { choicesOf, type SaneOption, type SaneOptions } from './sane-options.ts';

type Colour = PagePicture['colour'];

/** NĐ 30/2020 phụ lục I and CV 7197 (11/2025): nothing is scanned below 200 dpi; CV 7197: 300 unless it must be otherwise. */
const LEAST_DPI = 200;
const USUAL_DPI = 300;
/** What is offered of a scanner that takes any number. */
const COMMON_DPI = [200, 240, 300, 400, 600, 1200];
const A4_MM: PaperMm = { width: 210, height: 297 };
/** Glass of "A4" scanners ends up to 1 mm before A4 does (215.9 × 296.9 mm is common). */
const PAPER_SLACK_MM = 3;
const MM_PER_INCH = 25.4;

/** Names that drivers give to the glass; found in the option lists of SANE's drivers and of Brother's and HP's own. */
const FLATBED = /flat ?bed|^fb$|platen|glass|^normal$/i;
const FEEDER = /adf|feeder/i;
const BOTH_SIDES = /duplex|both/i;
const BACK_ONLY = /back|rear/i;
const COLOUR = /colou?r/i;
const GRAY = /gr[ae]y/i;
/** Dithered gray is black and white that no later step can read. */
const DITHERED = /diffusion|halftone|dither/i;
const BILEVEL = /line ?art|binary|black ?(?:&|and) ?white|mono/i;

/** What a device can do, from its options. */
export function capabilitiesOf(options: SaneOptions): ScannerCapabilities {
	const max = maxPaper(options);
	return {
		sources: (['flatbed', 'feeder', 'feederDuplex'] as const).filter(
			(source) => sourceArguments(options, source) !== undefined,
		),
		colours: (['colour', 'gray', 'bilevel'] as const).filter((each) => colourArguments(options, each) !== undefined),
		resolutionsDpi: resolutionsOf(options.get('--resolution')),
		...(max === undefined ? {} : { maxPaperMm: max }),
	};
}

/**
 * The arguments for `scanimage` that mean `settings` on this device, in the order in which drivers want them (the source first:
 * the others depend on it).
 *
 * @throws {Fault} `scannerSettingRefused`, `imageTooLarge`.
 */
export function scanArguments(options: SaneOptions, settings: ScanSettings): readonly string[] {
	const source = sourceArguments(options, settings.source);
	if (source === undefined) throw new Fault('scannerSettingRefused', { setting: settings.source });
	const wanted = settings.colour ?? 'colour';
	const colour = colourArguments(options, wanted);
	if (colour === undefined) throw new Fault('scannerSettingRefused', { setting: wanted });
	const dpi = chooseDpi(options.get('--resolution'), settings.dpi);
	return [...source, ...colour, `--resolution=${dpi}`, ...paperArguments(options, settings, dpi)];
}

/**
 * The arguments that choose a source; none for a device without that option, which counts as glass (one sheet a scan, so that a
 * real glass is not scanned over and over) and, when it can do both sides, as a feeder.
 *
 * @returns `undefined` when the device has no such source.
 */
export function sourceArguments(options: SaneOptions, source: PaperSource): readonly string[] | undefined {
	const names = choicesOf(options, '--source');
	const named = (name: string | undefined) => (name === undefined ? undefined : [`--source=${name}`]);
	const twoSided = sides(options, true);
	const unnamed = names.length === 0 ? [] : undefined;
	if (source === 'flatbed') return unnamed ?? named(names.find((name) => FLATBED.test(name)));
	const oneSided = names.find((name) => FEEDER.test(name) && !BOTH_SIDES.test(name) && !BACK_ONLY.test(name));
	const feeder = twoSided.length > 0 ? (unnamed ?? named(oneSided)) : named(oneSided);
	if (source === 'feeder') return feeder === undefined ? undefined : [...feeder, ...sides(options, false)];
	const both = named(names.find((name) => BOTH_SIDES.test(name)));
	return both ?? (feeder === undefined || twoSided.length === 0 ? undefined : [...feeder, ...twoSided]);
}

/** Of drivers that tell the sides apart by an option of its own (epson2, kvs20xx). */
function sides(options: SaneOptions, both: boolean): readonly string[] {
	const mode = choicesOf(options, '--adf-mode').find((name) => (both ? BOTH_SIDES : /simplex|front/i).test(name));
	if (mode !== undefined) return [`--adf-mode=${mode}`];
	return options.get('--duplex')?.constraint.kind === 'switch' ? [`--duplex=${both ? 'yes' : 'no'}`] : [];
}

/** `undefined` when the device has no such mode. Eight bits a sample where that can be said: no later step uses more. */
function colourArguments(options: SaneOptions, colour: Colour): readonly string[] | undefined {
	const modes = choicesOf(options, '--mode');
	const depths = choicesOf(options, '--depth');
	const eight = depths.includes('8') ? ['--depth=8'] : [];
	const gray = modes.find((mode) => GRAY.test(mode) && !DITHERED.test(mode));
	switch (colour) {
		case 'colour': {
			// "24bit Color" rather than "24bit Color[Fast]".
			const [mode] = modes.filter((each) => COLOUR.test(each)).toSorted((a, b) => a.length - b.length);
			return mode === undefined ? undefined : [`--mode=${mode}`, ...eight];
		}
		case 'gray':
			return gray === undefined ? undefined : [`--mode=${gray}`, ...eight];
		case 'bilevel': {
			const mode = modes.find((each) => BILEVEL.test(each));
			if (mode !== undefined) return [`--mode=${mode}`];
			return gray !== undefined && depths.includes('1') ? [`--mode=${gray}`, '--depth=1'] : undefined;
		}
	}
}

function resolutionsOf(option: SaneOption | undefined): readonly number[] {
	const offered = option?.constraint;
	const candidates = offered?.kind === 'list' ? offered.values.map(Number) : COMMON_DPI;
	return candidates.filter((dpi) => takes(option, dpi)).toSorted((a, b) => a - b);
}

function takes(option: SaneOption | undefined, dpi: number): boolean {
	if (!(dpi >= LEAST_DPI)) return false;
	const constraint = option?.constraint;
	if (constraint?.kind === 'list') return constraint.values.some((value) => Number(value) === dpi);
	if (constraint?.kind !== 'range') return false;
	const { min, max, step } = constraint;
	const steps = step === undefined || step === 0 ? 0 : (dpi - min) / step;
	return dpi >= min && dpi <= max && Math.abs(steps - Math.round(steps)) < 1e-6;
}

function chooseDpi(option: SaneOption | undefined, wanted: number | undefined): number {
	const offered = resolutionsOf(option);
	const chosen = wanted ?? offered.find((dpi) => dpi >= USUAL_DPI) ?? offered.at(-1);
	if (chosen === undefined || !takes(option, chosen)) {
		throw new Fault('scannerSettingRefused', { setting: `${chosen ?? USUAL_DPI} dpi` });
	}
	return chosen;
}

/** The largest sheet, mm; undefined for devices that count in pixels or have no window. */
function maxPaper(options: SaneOptions): PaperMm | undefined {
	const width = lengthOf(options.get('-x'));
	const height = lengthOf(options.get('-y'));
	return width === undefined || height === undefined ? undefined : { width, height };
}

function lengthOf(option: SaneOption | undefined): number | undefined {
	return option?.constraint.kind === 'range' && option.unit === 'mm' ? option.constraint.max : undefined;
}

function paperArguments(options: SaneOptions, settings: ScanSettings, dpi: number): readonly string[] {
	const max = maxPaper(options);
	const asked = settings.paperMm ?? (settings.source === 'flatbed' ? max : A4_MM);
	if (max === undefined) {
		// Without a window the whole sheet comes, which is never too little.
		refuseHuge(asked ?? A4_MM, settings, dpi);
		return [];
	}
	const paper = asked ?? max;
	const fits = paper.width <= max.width + PAPER_SLACK_MM && paper.height <= max.height + PAPER_SLACK_MM;
	if (!(paper.width > 0 && paper.height > 0) || (!fits && settings.paperMm !== undefined)) {
		throw new Fault('scannerSettingRefused', { setting: `${paper.width} × ${paper.height} mm` });
	}
	const width = Math.min(paper.width, max.width);
	const height = Math.min(paper.height, max.height);
	refuseHuge({ width, height }, settings, dpi);
	// Feeders that guide the paper to their middle (fujitsu, canon_dr) must be told its size to find the window.
	const sheet = options.has('--page-width') ? [`--page-width=${width}`, `--page-height=${height}`] : [];
	const corner = ['-l', '-t'].filter((flag) => options.has(flag)).flatMap((flag) => [flag, '0']);
	return [...sheet, ...corner, '-x', `${width}`, '-y', `${height}`];
}

/** What no later step would open is not scanned in the first place. */
function refuseHuge(paper: PaperMm, settings: ScanSettings, dpi: number): void {
	const pixels = Math.round((paper.width * paper.height * dpi ** 2) / MM_PER_INCH ** 2);
	const limit = DEFAULT_LIMITS.maxPixels;
	if (pixels > limit) throw new Fault('imageTooLarge', { pixels, limit, source: settings.source });
}

import type { PagePicture } from '../domain/index.ts';

/** Where a scanner takes paper from. `feederDuplex` reads both sides of each sheet. */
export type PaperSource = 'flatbed' | 'feeder' | 'feederDuplex';

/** A scanner as its driver announces it, before it is opened. */
export type ScannerDevice = {
	/** The driver's own name for it; stable while the device stays connected. */
	readonly id: string;
	/** Maker and model, for people. */
	readonly name: string;
};

/** What a scanner can do, asked of the device itself. */
export type ScannerCapabilities = {
	readonly sources: readonly PaperSource[];
	readonly colours: readonly PagePicture['colour'][];
	/** Resolutions that may be asked for, dpi, ascending, none below 200; of a scanner that takes any, the usual ones. */
	readonly resolutionsDpi: readonly number[];
	/** The largest sheet, mm; absent when the scanner does not say. */
	readonly maxPaperMm?: PaperMm;
};

/** A sheet, mm, as it lies in the scanner. */
export type PaperMm = { readonly width: number; readonly height: number };

/** How to scan. */
export type ScanSettings = {
	readonly source: PaperSource;
	/** At least 200. Absent: 300, or what the scanner has that is nearest above (CV 7197 of 11/2025: at least 300 dpi). */
	readonly dpi?: number;
	/** Absent: colour (CV 7197: wherever there is a seal, a photo or a note by hand, which is nearly every outcome). */
	readonly colour?: PagePicture['colour'];
	/** The sheet. Absent: the whole glass of a flatbed, A4 from a feeder. */
	readonly paperMm?: PaperMm;
};

/** Where scanned pages go, and what stops the scanner. */
export type ScanTarget = {
	/** An existing folder for the pages of one paper. Pages are numbered on from those that are there. */
	readonly folder: string;
	/** Stops the feeder; pages that were finished by then stay. */
	readonly signal?: AbortSignal;
};

/** One scanned side of a sheet: a complete file that `openSource` takes. */
export type ScannedPageFile = {
	/** `<folder>/page-0001.png` (or `.tif` for black and white). */
	readonly path: string;
	/** From 0, in the order of scanning; duplex gives front, back, front, … */
	readonly index: number;
	readonly widthPx: number;
	readonly heightPx: number;
	/** As the scanner reports it, and as the file says. */
	readonly dpi: number;
};

/** One way to reach scanners (SANE now, eSCL later); what it delivers goes the same way as files do. */
export type Scanner = {
	/**
	 * The devices that answer now.
	 *
	 * @throws {Fault} `scannerProgramMissing`, `scannerFailed`, `cancelled`.
	 */
	listScanners(signal?: AbortSignal): Promise<readonly ScannerDevice[]>;
	/**
	 * What a device can do. The device is opened for a moment.
	 *
	 * @throws {Fault} `scannerProgramMissing`, `scannerMissing`, `scannerBusy`, `scannerFailed`, `cancelled`.
	 */
	capabilities(deviceId: string, signal?: AbortSignal): Promise<ScannerCapabilities>;
	/**
	 * Scans one sheet from the glass, or all that lie in the feeder. Each page is given as soon as it is a whole file under its own
	 * name, while the next one is being scanned. A loop that is left stops the feeder. Whatever ends the scan, finished pages stay
	 * in the folder, half pages do not; pages that a killed program left behind are given first by the next scan into the folder.
	 *
	 * @throws {Fault} `scannerProgramMissing`, `scannerMissing`, `scannerBusy`, `scannerNoPaper` (before the first page; after it,
	 * an empty feeder is the end), `scannerJammed`, `scannerCoverOpen`, `scannerSettingRefused`, `scannerFailed`, `cancelled`,
	 * `imageTooLarge` (resolution × sheet), `diskFull`, `outputUnwritable`.
	 */
	scan(deviceId: string, settings: ScanSettings, target: ScanTarget): AsyncIterable<ScannedPageFile>;
};

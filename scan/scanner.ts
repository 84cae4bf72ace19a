import type { PagePicture } from '../domain/index.ts';

/** Where a scanner takes paper from. `feederDuplex` reads both sides. */
export type PaperSource = 'flatbed' | 'feeder' | 'feederDuplex';

/** A scanner as its driver announces it. */
export type ScannerDevice = {
	/** The driver's own name for it; stable while the device stays connected. */
	readonly id: string;
	/** Maker and model, for people. */
	readonly name: string;
	readonly sources: readonly PaperSource[];
	/** Resolutions that it offers, dpi, ascending. */
	readonly resolutionsDpi: readonly number[];
};

/** How to scan. CV 7197 (11/2025) asks for 300 dpi and, where there is a seal, for colour. */
export type ScanSettings = {
	readonly source: PaperSource;
	readonly dpi: number;
	readonly colour: PagePicture['colour'];
	/** The sheet, mm; the whole glass when absent. */
	readonly paperMm?: { readonly width: number; readonly height: number };
};

/** One way to reach scanners (SANE, eSCL); what it delivers goes the same way as files do. */
export type Scanner = {
	/** The devices that answer now. */
	devices(signal?: AbortSignal): Promise<readonly ScannerDevice[]>;
	/** Scans until the paper ends: one picture a side, in order, each as soon as it is there. An abort stops the feeder. */
	scan(device: ScannerDevice, settings: ScanSettings, signal?: AbortSignal): AsyncIterable<PagePicture>;
};

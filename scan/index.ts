export { safeFolderName as safeFileName } from './base-name.ts';
export { watchFolder } from './hot-folder.ts';
export type { HotFolderEvent, HotFolderOptions, HotItem } from './hot-folder-options.ts';
export { type Grouping, type InputGroup, type InputPart, type ListOptions, listInputs, openGroup } from './inputs.ts';
export { DEFAULT_LIMITS, type OpenOptions, type ScanLimits } from './limits.ts';
export { openOutcomes } from './open-outcomes.ts';
export { openSource } from './open-source.ts';
export { pageThumbnail } from './page-thumbnail.ts';
export { openPlanned } from './planned-document.ts';
export { type RenderedPage, renderPdfPage } from './render-pdf-page.ts';
export type {
	PaperMm,
	PaperSource,
	ScannedPageFile,
	Scanner,
	ScannerCapabilities,
	ScannerDevice,
	ScanSettings,
	ScanTarget,
} from './scanner.ts';
export { type SaneScannerOptions, saneScanner } from './scanners/sane.ts';

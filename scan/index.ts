export { safeFolderName as safeFileName } from './base-name.ts';
export { type Grouping, type InputGroup, type InputPart, type ListOptions, listInputs, openGroup } from './inputs.ts';
export { DEFAULT_LIMITS, type OpenOptions, type ScanLimits } from './limits.ts';
export { openOutcomes } from './open-outcomes.ts';
export { openSource } from './open-source.ts';
export { type RenderedPage, renderPdfPage } from './render-pdf-page.ts';
export type { PaperSource, Scanner, ScannerDevice, ScanSettings } from './scanner.ts';

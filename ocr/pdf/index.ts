export { declaresPdfA } from './declares-pdf-a.ts';
export type { PdfInfo } from './metadata.ts';
export { createPdfWriter, type PdfWriter } from './pdf-writer.ts';

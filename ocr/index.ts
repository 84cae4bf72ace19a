export { checkRecognition } from './check-recognition.ts';
export { readCodeFields, readFields } from './fields/index.ts';
export { createPdfWriter, declaresPdfA, type PdfInfo, type PdfWriter } from './pdf/index.ts';
export { createRecognizer, type RecognizerOptions } from './recognize-page.ts';
export type { RecognizeOptions, Recognizer, ZoneReading } from './recognizer.ts';

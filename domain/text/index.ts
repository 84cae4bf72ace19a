export * from './codes.ts';
export * from './collate.ts';
export * from './dates.ts';
export * from './document-number.ts';
export { fold, foldAligned, toneKey } from './fold.ts';
export { nfc } from './nfc.ts';
export * from './personal-id.ts';
export * from './search-tokens.ts';
export * from './tax-code.ts';

export { type CorpusOptions, generateCorpus, makeDocument, planCorpus } from './generate.ts';
export * from './types.ts';

export { faultWords, preflightWord, preflightWords, type SaidFault } from './fault-words.ts';
export * from './texts.ts';

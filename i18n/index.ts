export { faultWords, type SaidFault } from './fault-words.ts';
export * from './texts.ts';

export { matchWords } from '../../domain/text/match-words.ts';

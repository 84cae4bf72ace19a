export { readCodeFields } from './code-fields.ts';
export { readFields } from './read-fields.ts';

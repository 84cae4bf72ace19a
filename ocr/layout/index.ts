export { orderBlocks } from './block-order.ts';
export { groupIntoLines } from './group-words.ts';
export { splitHalves } from './halves.ts';
export { type LaidLine, lineOf } from './laid-line.ts';
export { withoutBorders, withoutNoise } from './noise.ts';

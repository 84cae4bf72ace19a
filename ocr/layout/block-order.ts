import { type Box, unionOf } from '../../domain/index.ts';
import { bottomOf, type LaidLine, rightOf } from './laid-line.ts';

type Block = { readonly box: Box; readonly lines: readonly LaidLine[] };

/** Share of the narrower (or lower) of two blocks that must face the other for one to stand above (or beside) it. */
const FACING = 0.5;

/**
 * Lines in reading order: blocks in the order given, except that a block goes after one that stands above it, and after one
 * to its left at the same height. Blocks are numbered anew from 0, in that order.
 *
 * @param lines px of the frame; lines of one block follow one another in reading order, blocks may interleave.
 */
export function orderBlocks(lines: readonly LaidLine[]): readonly LaidLine[] {
	const waiting = blocksOf(lines);
	const ordered: LaidLine[] = [];
	for (let number = 0; waiting.length > 0; number += 1) {
		const free = waiting.findIndex(
			(block) => !waiting.some((other) => other !== block && goesBefore(other.box, block.box)),
		);
		// Blocks that wait for one another (they overlap oddly) keep the order given.
		const [next] = waiting.splice(Math.max(0, free), 1);
		for (const line of next?.lines ?? []) ordered.push({ ...line, block: number });
	}
	return ordered;
}

function blocksOf(lines: readonly LaidLine[]): Block[] {
	const byNumber = new Map<number, LaidLine[]>();
	for (const line of lines) {
		const members = byNumber.get(line.block);
		if (members === undefined) byNumber.set(line.block, [line]);
		else members.push(line);
	}
	return [...byNumber.values()].flatMap((members) => {
		const box = unionOf(members.map((line) => line.box));
		return box === undefined ? [] : [{ box, lines: members }];
	});
}

function goesBefore(a: Box, b: Box): boolean {
	const across = Math.min(rightOf(a), rightOf(b)) - Math.max(a[0], b[0]);
	const down = Math.min(bottomOf(a), bottomOf(b)) - Math.max(a[1], b[1]);
	const facesDown = across > FACING * Math.min(a[2], b[2]);
	const facesAcross = down > FACING * Math.min(a[3], b[3]);
	if (facesDown && facesAcross) return false;
	if (facesDown) return a[1] + a[3] / 2 < b[1] + b[3] / 2;
	return facesAcross && a[0] + a[2] / 2 < b[0] + b[2] / 2;
}

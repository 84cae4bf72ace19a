import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch, type PagePatch, parsePatch } from './text-patch.ts';

/** The real documents whose text was corrected or typed; each has its patch in tests/corpus/real. */
export const REAL_TRUTHS = ['nd335-scan', 'ct11', 'qd1360', 'nd335-text', 'cv295'] as const;

export type RealTruth = (typeof REAL_TRUTHS)[number];

const PATCHES = join(import.meta.dirname, '../corpus/real');

/** The pages that a document's patch knows, in their order. Throws where the patch cannot be read. */
export function patchedPages(document: RealTruth): readonly PagePatch[] {
	return parsePatch(readFileSync(join(PATCHES, `${document}.patch`), 'utf8'));
}

/**
 * True text of a page: the text below `data` (../shared/data) with its corrections, or the typed one. Words between ⟦ and ⟧ are on the
 * paper but need not be read (metrics.ts). Throws where the text there is not the one that was corrected: corrections of another text
 * would be wrong without showing it.
 */
export function trueText(data: string, patch: PagePatch): string {
	if (patch.base === undefined) return applyPatch('', patch);
	const bytes = readFileSync(join(data, patch.base));
	const hash = createHash('sha256').update(bytes).digest('hex');
	if (hash !== patch.sha256)
		throw new Error(
			`${patch.base} has changed since tests/corpus/real was made: sha256 ${hash}, expected ${patch.sha256}. Compare it with the picture again and make a new patch.`,
		);
	return applyPatch(bytes.toString('utf8'), patch);
}

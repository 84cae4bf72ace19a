import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Fault, isFault } from '../../domain/index.ts';
import type { ScannedPageFile } from '../../scan/index.ts';

/** A folder that is gone after the test. */
export function pageFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'sohoa-pages-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Scans to the end: the pages that came, and the fault that ended it if one did. */
export async function scanAll(
	pages: AsyncIterable<ScannedPageFile>,
): Promise<{ readonly pages: readonly ScannedPageFile[]; readonly fault?: Fault }> {
	const got: ScannedPageFile[] = [];
	try {
		for await (const page of pages) got.push(page);
		return { pages: got };
	} catch (error) {
		if (!isFault(error)) throw error;
		return { pages: got, fault: error };
	}
}

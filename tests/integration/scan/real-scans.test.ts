import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../scan/index.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const present = existsSync(join(DATA, 'vn-scans'));

describe.skipIf(!present)('signed office scans and born-digital documents', () => {
	it.each([
		['nd335-2025-scan', 29, 'tiff', 'bilevel', [1670, 2356]],
		['ct11-ubnd-hanoi-2025-colorscan', 8, 'jpeg', 'colour', [1666, 2387]],
		['qd1360-ttg-2025-scan', 2, 'tiff', 'bilevel', [1675, 2355]],
	] as const)('%s keeps its bytes and gives each scan for reading', async (name, pages, encoding, colour, size) => {
		const document = await openSource(join(DATA, 'vn-scans', name, 'scan.pdf'));
		expect(document).toMatchObject({ conformance: 'originalKept', keptBecause: 'signed', pageCount: pages });
		const [first, second] = [await document.page(0), await document.page(1)];
		await document.close();
		// Page 1 bears the signature's stamp: it is drawn with it, at the very pixels of the scan under it.
		expect(first).toMatchObject({ kind: 'kept', words: [], widthPx: size[0], heightPx: size[1] });
		expect(first).toMatchObject({ uncovered: { widthPx: size[0], heightPx: size[1], orientation: 1 } });
		expect(second).toMatchObject({ kind: 'kept', words: [], uncovered: { encoding, colour } });
	});

	it.each([
		['nd335-2025-textversion', 'bornDigital', 19],
		['cv295-vpdbqh-thanhhoa-2026-signed', 'signed', 10],
	] as const)('%s keeps its bytes and its words', async (name, keptBecause, pages) => {
		const document = await openSource(join(DATA, 'vn-born-digital', name, 'doc.pdf'));
		expect(document).toMatchObject({ conformance: 'originalKept', keptBecause, pageCount: pages });
		const page = await document.page(0);
		await document.close();
		if (page.kind !== 'kept') throw new Error('not kept');
		expect(page.uncovered).toBeUndefined();
		expect(page.words.length).toBeGreaterThan(150);
		expect(page.words.every((word) => word.text === word.text.normalize('NFC'))).toBe(true);
		expect(page.words.map((word) => word.text).join(' ')).toMatch(/NGHĨA VIỆT NAM/);
	});
});

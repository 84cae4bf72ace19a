import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeBaseName, safeFolderName } from '../../../scan/base-name.ts';

describe('safeBaseName', () => {
	it.each([
		['/a/Giấy khai sinh.pdf', 'Giấy khai sinh'],
		['/a/te\u0302n NFD.pdf', 'tên NFD'],
		['  leading-space.pdf', 'leading-space'],
		['<img src=x onerror=alert(1)>.pdf', '_img src=x onerror=alert(1)_'],
		['=cmd|calc!A0.pdf', '=cmd_calc!A0'],
		['CON.pdf', '_CON'],
		['com1.tar.pdf', '_com1.tar'],
		['a\u202efdp.exe', 'afdp.exe'],
		['trailing-dot..pdf', 'trailing-dot'],
		['line\nbreak\u0007.tif', 'line break'],
		['..\\..\\evil.pdf', 'evil'],
		['.hidden.png', 'hidden'],
		['--out.pdf', 'out'],
		['báo cáo 12.2026', 'báo cáo 12.2026'],
		['\u200b.pdf', 'scan'],
		['\ud800.pdf', 'scan'],
	])('makes %j into %j', (path, name) => {
		expect(safeBaseName(path)).toBe(name);
	});

	it('cuts a long name between letters', () => {
		const name = safeBaseName(`${'ế'.repeat(300)}.pdf`);
		expect(name).toMatch(/^ế+$/);
		expect(Buffer.byteLength(name)).toBeLessThanOrEqual(220);
	});

	it('keeps all of a folder name', () => {
		expect(safeFolderName('/a/Hồ sơ 2026.pdf')).toBe('Hồ sơ 2026.pdf');
	});

	it('is always a safe, stable name', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
				const name = safeFolderName(text);
				expect(name).not.toMatch(/[\p{Cc}\p{Cf}<>:"/\\|?*]/u);
				expect(name).not.toMatch(/^[ .-]|[ .]$/);
				expect(name.length).toBeGreaterThan(0);
				expect(name.length).toBeLessThanOrEqual(121);
				expect(safeFolderName(name)).toBe(name);
			}),
		);
	});
});

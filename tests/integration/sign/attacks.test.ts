import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSignatures } from '../../../sign/index.ts';
import {
	A4,
	AGENCY_MARK,
	blankPdf,
	CLERK_MARK,
	type Office,
	openOffice,
	SIGNED_AT,
	signAs,
} from '../../support/signing.ts';

let office: Office;
let signed: Buffer;
/** Signed by the clerk, then by the agency. */
let twice: Buffer;

beforeAll(async () => {
	office = await openOffice();
	const source = await office.put('a.pdf', await blankPdf([{ size: A4 }], true));
	await signAs(office, source, office.at('b.pdf'), CLERK_MARK);
	await signAs(office, office.at('b.pdf'), office.at('c.pdf'), AGENCY_MARK);
	signed = await readFile(office.at('b.pdf'));
	twice = await readFile(office.at('c.pdf'));
});
afterAll(() => office.remove());

const check = (bytes: Uint8Array, anchors = office.anchors) => checkSignatures(bytes, { anchors, now: SIGNED_AT });
const text = (bytes: Buffer) => bytes.toString('latin1');

/** The file with `from` replaced by `to` of the same length, in its last place. */
function swap(bytes: Buffer, from: string, to: string): Buffer {
	expect(to).toHaveLength(from.length);
	const at = bytes.lastIndexOf(from, undefined, 'latin1');
	expect(at).toBeGreaterThan(0);
	const copy = Buffer.from(bytes);
	copy.write(to, at, 'latin1');
	return copy;
}

function numberOf(bytes: Buffer, pattern: RegExp): string {
	return [...text(bytes).matchAll(pattern)].at(-1)?.[1] ?? '';
}

/** The file with an incremental update of these objects, by number. `trailer` adds entries, `root` names the catalog. */
function updated(
	bytes: Buffer,
	objects: Readonly<Record<number, string>>,
	root = numberOf(bytes, /\/Root (\d+) 0 R/g),
): Buffer {
	let added = '';
	const rows = Object.entries(objects).map(([number, value]) => {
		const at = bytes.length + added.length;
		added += `${number} 0 obj\n${value}\nendobj\n`;
		return `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`;
	});
	const prev = numberOf(bytes, /startxref\n(\d+)/g);
	const xref = bytes.length + added.length;
	added += `xref\n${rows.join('')}trailer\n<< /Size 90 /Root ${root} 0 R /Prev ${prev} >>\nstartxref\n${xref}\n%%EOF\n`;
	return Buffer.concat([bytes, Buffer.from(added, 'latin1')]);
}

/** The text of the newest version of an object, by what it holds. */
function objectWith(bytes: Buffer, words: string): { readonly number: number; readonly value: string } {
	const found = [...text(bytes).matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)]
		.filter(([, , value]) => value?.includes(words))
		.at(-1);
	return { number: Number(found?.[1]), value: found?.[2] ?? '' };
}

describe('altered', () => {
	it('any byte of what is signed, wherever', async () => {
		const contents = text(signed).indexOf('/Contents <');
		for (const at of [700, 1500, contents - 40, signed.length - 40]) {
			const copy = Buffer.from(signed);
			copy[at] = (copy[at] ?? 0) ^ 1;
			const verdict = await check(copy).then(
				(report) => report.verdict,
				(error: { code: string }) => error.code,
			);
			expect(['altered', 'malformed', 'notCovering', 'pdfDamaged']).toContain(verdict);
		}
	});

	it('a word of the first revision: the plainest case is called by its name', async () => {
		const { verdict, findings } = await check(swap(twice, '/BaseFont /Helvetica', '/BaseFont /HelveticX'));
		expect(verdict).toBe('altered');
		expect(findings.map((finding) => finding.verdict)).toEqual(['altered', 'altered']);
	});

	it('a certificate that was swapped for another of the same length of name', async () => {
		const own = Buffer.from(office.clerk.certificate.der).toString('hex');
		const other = Buffer.from(office.agency.certificate.der).toString('hex');
		const swapped = swap(signed, own, other.slice(0, own.length).padEnd(own.length, '0'));
		expect(['altered', 'malformed']).toContain((await check(swapped)).verdict);
	});

	it('the signature of another document', async () => {
		const source = await office.put('other.pdf', await blankPdf([{ size: [600, 900] }], true));
		await signAs(office, source, office.at('other-1.pdf'), CLERK_MARK);
		const [ours, theirs] = [signed, await readFile(office.at('other-1.pdf'))].map(
			(file) => text(file).match(/\/Contents <([0-9a-f]+)>/)?.[1] ?? '',
		);
		expect((await check(swap(signed, ours ?? '', theirs ?? ''))).verdict).toBe('altered');
	});
});

describe('malformed (universal signature forgery)', () => {
	it.each([
		['no /Contents', '/Contents <', '/Nothings <'],
		['no /ByteRange', '/ByteRange ', '/ByteRings '],
	])('%s', async (_name, from, to) => {
		expect((await check(swap(signed, from, to))).verdict).toBe('malformed');
	});

	it.each([
		['null contents', (hex: string) => `null${' '.repeat(hex.length - 4)}`],
		['empty contents', (hex: string) => `<>${' '.repeat(hex.length - 2)}`],
		['zero contents', (hex: string) => `<${'0'.repeat(hex.length - 2)}>`],
		['contents that are no ASN.1', (hex: string) => `<${'a1'.repeat(hex.length / 2 - 1)}>`],
		['an indefinite length without an end', (hex: string) => `<${'3080'.repeat((hex.length - 2) / 4)}>`],
	])('%s', async (_name, make) => {
		const contents = text(signed).match(/\/Contents (<[0-9a-f]+>)/)?.[1] ?? '';
		expect((await check(swap(signed, contents, make(contents)))).verdict).toBe('malformed');
	});

	it('a range that is empty, negative, or beyond the file', async () => {
		const range = text(signed).match(/\/ByteRange (\[[\d ]+\])/)?.[1] ?? '';
		for (const other of ['[]', '[0 0 0 0]', '[0 -1 0 9]', '[0 10 20 9999999999]', '[0 10]', 'null']) {
			const { verdict } = await check(swap(signed, range, other.padEnd(range.length)));
			expect(['malformed', 'altered', 'notCovering']).toContain(verdict);
		}
	});

	it('one signature in two fields', async () => {
		const field = objectWith(signed, '/FT /Sig');
		const form = objectWith(signed, '/AcroForm');
		const copy = {
			80: field.value.replace(/\/T <[0-9a-f]+>/, '/T (Again)'),
			[form.number]: form.value.replace(/\/Fields \[/, '/Fields [80 0 R '),
		};
		expect((await check(updated(signed, copy))).verdict).toBe('malformed');
	});
});

describe('not covering', () => {
	it('bytes after the end that are no update', async () => {
		for (const tail of ['stray', '99 0 obj\n(hidden)\nendobj\n', `${'x'.repeat(3000)}`]) {
			expect((await check(Buffer.concat([signed, Buffer.from(tail)]))).verdict).toBe('notCovering');
		}
	});

	it('an object after the end, behind the old startxref written again', async () => {
		const prev = numberOf(signed, /startxref\n(\d+)/g);
		const tail = `99 0 obj\n(hidden)\nendobj\nstartxref\n${prev}\n%%EOF\n`;
		expect((await check(Buffer.concat([signed, Buffer.from(tail)]))).verdict).toBe('notCovering');
	});

	it('a range that leaves out more than the contents (signature wrapping)', async () => {
		// Sign with a hole that is wider than the string: as a lying signer would.
		const range =
			text(signed)
				.match(/\/ByteRange \[([\d ]+)\]/)?.[1]
				?.trim()
				.split(/ +/)
				.map(Number) ?? [];
		const [a = 0, b = 0, c = 0, d = 0] = range;
		const wide = `[${a} ${b - 10} ${c} ${d}]`;
		const old = text(signed).match(/\/ByteRange (\[[\d ]+\])/)?.[1] ?? '';
		const { findings } = await check(swap(signed, old, wide.padEnd(old.length)));
		expect(findings[0]?.verdict).not.toBe('valid');
		expect(findings[0]?.addedAfter).toBe('forbidden');
	});
});

describe('changed after signing (incremental saving, shadow attacks)', () => {
	const page = () => objectWith(signed, '/MediaBox');
	const catalog = () => objectWith(signed, '/Type /Catalog');

	const attacks: Readonly<Record<string, () => Buffer>> = {
		'a page with other contents': () =>
			updated(signed, {
				[page().number]: page().value.replace(/\/Contents \[?[ \d]+ 0 R ?\]?/, '/Contents 80 0 R'),
				80: '<< /Length 0 >>\nstream\n\nendstream',
			}),
		'a content stream in the place of the old one': () =>
			updated(signed, {
				[Number(page().value.match(/\/Contents \[? ?(\d+) 0 R/)?.[1])]: '<< /Length 0 >>\nstream\n\nendstream',
			}),
		'another catalog': () => updated(signed, { 80: catalog().value }, '80'),
		'an action when the document opens': () =>
			updated(signed, {
				[catalog().number]: catalog().value.replace(
					'/Type /Catalog',
					'/Type /Catalog /OpenAction << /S /JavaScript /JS (x) >>',
				),
			}),
		'a page turned': () =>
			updated(signed, { [page().number]: page().value.replace('/MediaBox', '/Rotate 90 /MediaBox') }),
		'an annotation that is no signature': () =>
			updated(signed, {
				[page().number]: page().value.replace(/\/Annots \[/, '/Annots [80 0 R '),
				80: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (new) >>',
			}),
		'a signature mark taken away': () =>
			updated(signed, { [page().number]: page().value.replace(/\/Annots \[[^\]]*\]/, '/Annots []') }),
		'a new empty field with a picture': () =>
			updated(signed, {
				[page().number]: page().value.replace(/\/Annots \[/, '/Annots [80 0 R '),
				[catalog().number]: catalog().value.replace(/\/Fields \[/, '/Fields [80 0 R '),
				80: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (new) /Rect [0 0 500 500] /AP << /N 81 0 R >> >>',
				81: '<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream',
			}),
		'an object taken away': () => {
			const bytes = text(updated(signed, { [page().number]: page().value }));
			return Buffer.from(
				bytes.replace(/(\d{10}) 00000 n \n(trailer\n<< \/Size 90)/, '0000000000 00001 f \n$2'),
				'latin1',
			);
		},
		'a second document that nothing refers to yet': () => {
			const bytes = updated(signed, { 80: '(shadow)' });
			return Buffer.concat([
				bytes.subarray(0, signed.length),
				Buffer.from('81 0 obj\n(not in the table)\nendobj\n'),
				bytes.subarray(signed.length),
			]);
		},
		'the appearance of the mark': () =>
			updated(signed, {
				[Number(objectWith(signed, '/FT /Sig').value.match(/\/N (\d+) 0 R/)?.[1])]:
					'<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream',
			}),
	};

	it.each(Object.keys(attacks))('%s', async (name) => {
		const { verdict, findings } = await check(attacks[name]?.() ?? Buffer.alloc(0));
		expect(findings[0]?.addedAfter).toBe('forbidden');
		expect(['changedAfter', 'notCovering']).toContain(verdict);
	});

	it('what was hidden before signing, and comes to light by a reference that led nowhere', async () => {
		const base = Buffer.from(await blankPdf([{ size: A4 }], true));
		const { number, value } = objectWith(base, '/MediaBox');
		const shadow = updated(base, { [number]: value.replace('/MediaBox', '/Thumb 80 0 R /MediaBox') });
		await signAs(office, await office.put('shadow.pdf', shadow), office.at('shadow-1.pdf'), CLERK_MARK);
		const bytes = await readFile(office.at('shadow-1.pdf'));
		expect((await check(bytes)).verdict).toBe('valid');
		expect((await check(updated(bytes, { 80: '(shown)' }))).verdict).toBe('changedAfter');
		expect((await check(updated(bytes, { 70: '(shown by nothing)' }))).verdict).toBe('valid');
	});

	it('not: a further signature and nothing else', async () => {
		expect((await check(twice)).verdict).toBe('valid');
	});

	it('not: the same objects written again, and an object that nothing shows', async () => {
		expect((await check(updated(signed, { [page().number]: page().value }))).verdict).toBe('valid');
	});
});

describe('untrusted', () => {
	it('without anchors, and with an anchor of somebody else', async () => {
		expect((await check(signed, [])).verdict).toBe('untrusted');
		const other = await openOffice();
		try {
			const { verdict, findings } = await check(signed, other.anchors);
			expect([verdict, findings[0]?.standing]).toEqual(['untrusted', 'unknownIssuer']);
		} finally {
			await other.remove();
		}
	});

	it('a document without signatures is unsigned', async () => {
		expect(await check(await blankPdf([{ size: A4 }]))).toMatchObject({ verdict: 'unsigned', findings: [] });
	});
});

import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFault } from '../../../domain/index.ts';
import { checkSignatures } from '../../../sign/index.ts';
import { CLERK_MARK, type Office, openOffice, signAs } from '../../support/signing.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const isThere = existsSync(DATA);
const skipped = isThere ? '' : ' [skipped: no ../shared/data]';
const NOW = new Date('2026-11-23T00:00:00Z');
let office: Office;

beforeAll(async () => {
	office = await openOffice();
});
afterAll(() => office.remove());

/** What a check says in short: the verdict, or the fault's code. Anything else that is thrown fails the test. */
async function verdictOf(file: string): Promise<string> {
	try {
		const { verdict, findings } = await checkSignatures(file, { anchors: [], now: NOW });
		return [verdict, ...findings.map(({ addedAfter }) => addedAfter)].join(' ');
	} catch (error) {
		if (!isFault(error)) throw error;
		return error.code;
	}
}

/** pyHanko's own test files (MIT) and what its tests say of them; without anchors, `untrusted` is the best there is. */
const PYHANKO: Readonly<Record<string, string>> = {
	'certified-with-indirect-refs-in-dir.pdf': 'untrusted nothing',
	'coverage-anomalies/base.pdf': 'malformed forbidden',
	'coverage-anomalies/one-byterange.pdf': 'malformed forbidden',
	'coverage-anomalies/tail-uncovered.pdf': 'notCovering forbidden',
	'ed448-disallowed-hash.pdf': 'untrusted nothing',
	'ed448-shake256-nolen.pdf': 'untrusted nothing',
	'extensions-direct.pdf': 'untrusted allowed nothing',
	'extensions-indirect-not-all-paths.pdf': 'changedAfter forbidden nothing',
	'extensions-update-direct.pdf': 'untrusted allowed nothing',
	'form-update-no-override-appearance-stream-ap-indirect-sneaky.pdf': 'changedAfter forbidden nothing',
	'form-update-no-override-appearance-stream-ap-indirect.pdf': 'untrusted allowed nothing',
	'form-update-override-appearance-stream-ap-indirect.pdf': 'untrusted allowed nothing',
	'form-update-override-appearance-stream-sneaky.pdf': 'changedAfter forbidden nothing',
	'form-update-override-appearance-stream.pdf': 'untrusted allowed nothing',
	'malformed-encrypt-dict1.pdf': 'pdfEncrypted',
	'minimal-aes256.pdf': 'pdfEncrypted',
	'minimal-illegal-header.pdf': 'fileKindUnknown',
	'minimal-signed-twice-both-created.pdf': 'untrusted allowed nothing',
	'minimal-signed-twice-no-sig-type.pdf': 'untrusted allowed nothing',
	'minimal-two-fields-signed-twice.pdf': 'untrusted allowed nothing',
	'pades-lta-dss-indirect-arrs-test.pdf': 'untrusted allowed allowed',
	'pades-with-old-style-signing-cert-attr.pdf': 'untrusted nothing',
	'pdf-sig-with-econtent.pdf': 'malformed nothing',
	'separate-annots-kids-indir.pdf': 'untrusted allowed nothing',
	'sig-no-signed-attrs.pdf': 'untrusted nothing',
	'signed-encrypted-pubkey-with-catalog-ref.pdf': 'pdfEncrypted',
};

describe.skipIf(!isThere)(`signatures of other programs${skipped}`, () => {
	it.each(Object.keys(PYHANKO))('%s', async (name) => {
		expect(await verdictOf(join(DATA, 'signed/pyhanko', name))).toBe(PYHANKO[name]);
	});

	it.each([
		['vn-born-digital/cv295-vpdbqh-thanhhoa-2026-signed/doc.pdf', 'untrusted allowed allowed allowed nothing'],
		['vn-scans/nd335-2025-scan/scan.pdf', 'untrusted nothing'],
		['vn-scans/ct11-ubnd-hanoi-2025-colorscan/scan.pdf', 'untrusted nothing'],
		['vn-scans/qd1360-ttg-2025-scan/scan.pdf', 'untrusted nothing'],
	])('of Vietnamese offices: %s', async (name, expected) => {
		expect(await verdictOf(join(DATA, name))).toBe(expected);
	});

	it('a signature in a shared file is bent when one of its bytes is', async () => {
		const bytes = await readFile(join(DATA, 'signed/pyhanko/minimal-two-fields-signed-twice.pdf'));
		bytes[60] = (bytes[60] ?? 0) ^ 1;
		const { verdict } = await checkSignatures(bytes, { anchors: [], now: NOW });
		expect(verdict).toBe('altered');
	});
});

const FOLDERS = ['signed/pyhanko', 'hostile/pdfjs', 'hostile/self-made'];

describe.skipIf(!isThere)(`hostile and broken files${skipped}`, () => {
	const files = isThere
		? FOLDERS.flatMap((folder) => readdirSync(join(DATA, folder)).map((name) => join(DATA, folder, name)))
		: [];

	it('are checked to an end, with a report or a fault, and none is called valid', async () => {
		const pdfs = files.filter((file) => file.endsWith('.pdf'));
		expect(pdfs.length).toBeGreaterThan(90);
		for (const file of pdfs) expect(await verdictOf(file)).not.toMatch(/^valid/);
	});

	it('are signed so that all checks hold, or refused with a fault', async () => {
		const outcomes = new Map<string, number>();
		for (const [i, file] of files.filter((name) => name.endsWith('.pdf')).entries()) {
			const outcome = await signAs(office, file, office.at(`h${i}.pdf`), CLERK_MARK).then(
				() => 'signed',
				(error: unknown) => {
					if (!isFault(error)) throw error;
					return error.code;
				},
			);
			outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
		}
		const known = [
			'signed',
			'pdfDamaged',
			'pdfEncrypted',
			'pdfCertified',
			'fileEmpty',
			'fileKindUnknown',
			'signingFailed',
		];
		expect([...outcomes.keys()].filter((outcome) => !known.includes(outcome))).toEqual([]);
		expect(outcomes.get('signed')).toBeGreaterThan(40);
	});
});

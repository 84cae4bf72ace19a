import { describe, expect, it } from 'vitest';
import type { OutcomeId, SignatureFinding, SignatureReport } from '../../../domain/index.ts';
import { TEXTS } from '../../../i18n/index.ts';
import {
	documentMetadata,
	PREFLIGHT_CODES,
	type PreflightFacts,
	type PreflightReason,
	preflight,
} from '../../../upload/index.ts';
import { metadataInput, sha256 } from './support.ts';

const CLERK = sha256('the certificate of the clerk');
const AGENCY = sha256('the certificate of the agency');
const DOCUMENT = { sha256: sha256('x'), byteLength: 2_000_000, conformance: 'made' } as const;

function finding(changes: Partial<SignatureFinding>): SignatureFinding {
	return {
		fieldName: 'Signature1',
		verdict: 'valid',
		subFilter: 'ETSI.CAdES.detached',
		signerName: 'Trần Thị Quét',
		standing: 'trusted',
		coversBytes: 1_000_000,
		addedAfter: 'allowed',
		...changes,
	};
}

const byClerk = finding({
	certificateSha256: CLERK,
	mark: { page: 0, boxMm: [10, 8, 60, 10], corner: 'topLeft' },
});
const byAgency = finding({
	certificateSha256: AGENCY,
	coversBytes: 2_000_000,
	addedAfter: 'nothing',
	mark: { page: 0, boxMm: [120, 8, 80, 10], corner: 'topRight' },
});

function report(...findings: SignatureFinding[]): SignatureReport {
	return { sha256: DOCUMENT.sha256, byteLength: DOCUMENT.byteLength, verdict: 'valid', findings };
}

function facts(changes: Partial<PreflightFacts> = {}): PreflightFacts {
	const document = { sha256: DOCUMENT.sha256, byteLength: DOCUMENT.byteLength, conformance: 'made' } as const;
	return {
		state: 'agencySigned',
		document: DOCUMENT,
		pdfA: true,
		signatures: report(byClerk, byAgency),
		signers: { clerk: CLERK, agency: AGENCY },
		approved: { sha256: sha256('approved'), byteLength: 1_000_000 },
		prefixSha256: sha256('approved'),
		metadata: documentMetadata(metadataInput({ document })),
		secret: false,
		maxMb: 10,
		stored: false,
		duplicates: [],
		...changes,
	};
}

const withMetadata = (changes: Parameters<typeof metadataInput>[0]) => ({
	metadata: documentMetadata(metadataInput({ document: DOCUMENT, ...changes })),
});
const fields = metadataInput().fields;
const nowhere = { page: 0, boxMm: [80, 200, 60, 10], corner: 'elsewhere' } as const;
const { mark: _, ...unmarked } = byClerk;

/** Each reason, and facts that give it and no other. */
const CASES: readonly [PreflightReason['code'], PreflightReason['data'], Partial<PreflightFacts>][] = [
	['notReady', { state: 'coded' }, { state: 'coded' }],
	['markedSecret', {}, { secret: true }],
	['approvedBytesDiffer', {}, { prefixSha256: sha256('other') }],
	['approvedBytesDiffer', {}, { approved: { sha256: sha256('approved'), byteLength: 2_000_001 } }],
	['approvedBytesDiffer', {}, withMetadata({ document: { ...DOCUMENT, sha256: sha256('other') } })],
	['reportStale', {}, { signatures: { ...report(byClerk, byAgency), sha256: sha256('other') } }],
	['clerkSignatureMissing', {}, { signatures: report(byAgency) }],
	['agencySignatureMissing', {}, { signatures: report(byClerk) }],
	[
		'signatureInvalid',
		{ number: 1, verdict: 'altered' },
		{ signatures: report({ ...byClerk, verdict: 'altered' }, byAgency) },
	],
	[
		'signatureUntrusted',
		{ number: 2, standing: 'expired' },
		{ signatures: report(byClerk, { ...byAgency, verdict: 'untrusted', standing: 'expired' }) },
	],
	[
		'foreignSignatureUntrusted',
		{ number: 1, standing: 'unknownIssuer' },
		{ signatures: report(finding({ verdict: 'untrusted', standing: 'unknownIssuer' }), byClerk, byAgency) },
	],
	['clerkMarkMisplaced', {}, { signatures: report({ ...byClerk, mark: nowhere }, byAgency) }],
	['clerkMarkMisplaced', {}, { signatures: report(unmarked, byAgency) }],
	[
		'agencyMarkMisplaced',
		{},
		{ signatures: report(byClerk, { ...byAgency, mark: { page: 1, boxMm: [120, 8, 80, 10], corner: 'topRight' } }) },
	],
	['signatureOrder', {}, { signatures: report(byAgency, byClerk) }],
	['signatureOrder', {}, { signatures: report(byClerk, byAgency, finding({})) }],
	['notPdfA', {}, { pdfA: false }],
	['originalKept', {}, { pdfA: false, document: { ...DOCUMENT, conformance: 'originalKept' } }],
	['fieldMissing', { field: 'issueDate' }, withMetadata({ fields: { ...fields, issueDate: '' } })],
	[
		'fieldTooLong',
		{ field: 'documentNumber', max: 11 },
		withMetadata({ fields: { ...fields, documentNumber: '123456789012' } }),
	],
	['fieldCut', { field: 'subject', max: 500 }, withMetadata({ fields: { ...fields, subject: 'a '.repeat(300) } })],
	['docCodeUnusable', {}, withMetadata({ codes: { outcomeCode: 'x', docCode: 'H55.16.23.45.67.89_QĐ_000001_V1' } })],
	['tooBig', { maxMb: 1 }, { maxMb: 1 }],
	['alreadyStored', {}, { stored: true }],
	['duplicate', { of: '019a-other' }, { duplicates: ['019a-other' as OutcomeId] }],
];

describe('the check before an upload', () => {
	it('has nothing to say of a document that is fit', () => {
		expect(preflight(facts())).toEqual([]);
		for (const state of ['uploading', 'uploadFailed'] as const) expect(preflight(facts({ state }))).toEqual([]);
	});

	it.each(CASES)('says %s %j, and nothing else', (code, data, changes) => {
		expect(preflight(facts(changes))).toEqual([
			{ code, data, blocks: !['foreignSignatureUntrusted', 'originalKept', 'fieldCut'].includes(code) },
		]);
	});

	it('names every reason at once', () => {
		const codes = preflight(facts({ secret: true, pdfA: false, stored: true, signatures: report() })).map(
			({ code }) => code,
		);
		expect(codes).toEqual([
			'markedSecret',
			'clerkSignatureMissing',
			'agencySignatureMissing',
			'notPdfA',
			'alreadyStored',
		]);
	});

	it('counts the newest signature of somebody who signed twice', () => {
		const first = { ...byClerk, mark: nowhere };
		expect(preflight(facts({ signatures: report(first, byClerk, byAgency) }))).toEqual([]);
	});

	it('has a text for every reason in both languages, with no placeholder that its data lack', () => {
		expect(new Set(CASES.map(([code]) => code))).toEqual(new Set(PREFLIGHT_CODES));
		for (const texts of [TEXTS.vi, TEXTS.en]) {
			expect(Object.keys(texts.preflight)).toEqual([...PREFLIGHT_CODES]);
			for (const [code, data] of CASES) {
				const named = [...texts.preflight[code].matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
				expect([code, named]).toEqual([code, Object.keys(data).sort()]);
			}
		}
	});
});

import type { Conformance, FieldName, OutcomeCodes, Sha256 } from '../../domain/index.ts';
import { documentFileName } from './document-file-name.ts';
import { createFitter, type FitProblems } from './fit-length.ts';
import { formatIssuedDate } from './issued-date.ts';
import { splitNumber } from './split-number.ts';

/**
 * What is told to the repository about a document: the names and lengths of CV 7197/BKHCN-CĐSQG, and beside them what
 * TT 01/2023/TT-VPCP Điều 9.2, 10 and 24 want kept (code, owner, validity) and what proves the bytes. Absent: not known.
 */
export type DocumentMetadata = {
	readonly DocCode: string;
	readonly TypeName: string;
	readonly CodeNumber: string;
	/** Empty on papers that have none (civil status: "45/2026"). */
	readonly CodeNotation: string;
	readonly IssuedDate: string;
	readonly OrganName: string;
	readonly Subject: string;
	readonly Language: string;
	readonly PageAmount: number;
	readonly Description?: string;
	/** Mã kết quả số hóa. */
	readonly OutcomeCode: string;
	readonly OwnerId?: string;
	readonly OwnerName?: string;
	/** `YYYY-MM-DD`, or `indefinite` (vô thời hạn). */
	readonly ValidUntil?: string;
	readonly ValidityScope?: string;
	readonly DossierCode?: string;
	readonly ProcedureCode?: string;
	readonly SignerName?: string;
	readonly SignerPosition?: string;
	/** `CODE_YYYYMMDD_DESC.EXT`. */
	readonly FileName: string;
	readonly Sha256: Sha256;
	readonly ByteLength: number;
	readonly Conformance: Conformance;
	/** In the order of signing. `SignedAt`: UTC, ISO 8601. */
	readonly Signatures: readonly {
		readonly Role: 'clerk' | 'agency';
		readonly Name: string;
		readonly SignedAt: string;
	}[];
	/** The newest row of this office's audit chain when the document was sent: a log written anew no longer matches it. */
	readonly AuditHead?: { readonly Seq: number; readonly Hash: string };
};

/** What the metadata are made of: plain data. */
export type MetadataInput = {
	readonly codes: OutcomeCodes;
	/** The values that count, by field. */
	readonly fields: { readonly [F in FieldName]?: string };
	/** The kind of paper in Vietnamese: `Quyết định`. */
	readonly kindName: string;
	readonly pageCount: number;
	readonly document: { readonly sha256: Sha256; readonly byteLength: number; readonly conformance: Conformance };
	/** Day of digitizing, `YYYY-MM-DD`, +07:00. */
	readonly digitizedOn: string;
	readonly signatures: readonly {
		readonly role: 'clerk' | 'agency';
		readonly name: string;
		readonly signedAt: string;
	}[];
	readonly auditHead?: { readonly seq: number; readonly hash: string };
	/** How the repository wants dates: `YYYY`, `MM` and `DD` in any order. Default `YYYY-MM-DD`; CV 7197 prints `YYYY-DD-MM`, likely a slip. */
	readonly issuedDatePattern?: string;
};

/** The metadata, and what is wrong with them: `missing` and `tooLong` forbid an upload, `cut` is to be known. */
export type MetadataResult = FitProblems & {
	readonly metadata: DocumentMetadata;
	/** Obligatory in CV 7197 and not there. */
	readonly missing: readonly FieldName[];
};

/** Makes the metadata of a document. Pure; a field that is too long is cut where it is text, and named where it is a code. */
export function documentMetadata(input: MetadataInput): MetadataResult {
	const { fields, codes, document } = input;
	const fit = createFitter();
	const missing: FieldName[] = [];
	const required = (field: FieldName): string => {
		const value = fields[field] ?? '';
		if (value === '') missing.push(field);
		return value;
	};
	const number = splitNumber(fields);
	if (number === undefined) missing.push('documentNumber');
	const issued = required('issueDate');
	const metadata: DocumentMetadata = {
		DocCode: codes.docCode,
		TypeName: input.kindName.slice(0, 100),
		CodeNumber: fit.code('documentNumber', number?.number ?? '', 11),
		CodeNotation: fit.code('documentNumber', number?.notation ?? '', 30),
		IssuedDate: issued === '' ? '' : formatIssuedDate(issued, input.issuedDatePattern),
		OrganName: fit.text('issuingBody', required('issuingBody'), 200),
		// Papers of civil status have no abstract: what they are is what they are about.
		Subject: fit.text('subject', fields.subject || input.kindName, 500),
		Language: 'Tiếng Việt',
		PageAmount: input.pageCount,
		OutcomeCode: codes.outcomeCode,
		...optional(fields),
		FileName: documentFileName(codes.docCode, input.digitizedOn, input.kindName),
		Sha256: document.sha256,
		ByteLength: document.byteLength,
		Conformance: document.conformance,
		Signatures: input.signatures.map(({ role, name, signedAt }) => ({ Role: role, Name: name, SignedAt: signedAt })),
		...(input.auditHead && { AuditHead: { Seq: input.auditHead.seq, Hash: input.auditHead.hash } }),
	};
	return { metadata, missing, ...fit.problems() };
}

/** Fields that are sent when they are there: their names in the metadata. */
const OPTIONAL = {
	ownerIdNumber: 'OwnerId',
	ownerName: 'OwnerName',
	validUntil: 'ValidUntil',
	validityScope: 'ValidityScope',
	dossierCode: 'DossierCode',
	procedureCode: 'ProcedureCode',
	signerName: 'SignerName',
	signerPosition: 'SignerPosition',
} as const satisfies { readonly [F in FieldName]?: keyof DocumentMetadata };

function optional(fields: MetadataInput['fields']): {
	readonly [K in (typeof OPTIONAL)[keyof typeof OPTIONAL]]?: string;
} {
	const entries = Object.entries(OPTIONAL).flatMap(([field, name]) => {
		const value = fields[field as keyof typeof OPTIONAL];
		return value ? [[name, value] as const] : [];
	});
	// An organisation's identifier is its own code (QĐ 20/2020/QĐ-TTg Điều 5).
	const organisation = fields.ownerIdNumber ? undefined : fields.enterpriseCode;
	return { ...Object.fromEntries(entries), ...(organisation && { OwnerId: organisation }) };
}

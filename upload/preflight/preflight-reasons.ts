/**
 * Every reason that the check before an upload can give, in the order of the check. Texts: `preflight.<code>` in
 * `i18n/terms.*.json`, filled with the reason's data. `blocks`: nothing is sent while it stands; others are to be known.
 */
export const PREFLIGHT_REASONS = {
	/** { state } */
	notReady: { blocks: true },
	markedSecret: { blocks: true },
	/** The file does not begin with the bytes that were approved. */
	approvedBytesDiffer: { blocks: true },
	/** The report on signatures is about another file. */
	reportStale: { blocks: true },
	clerkSignatureMissing: { blocks: true },
	agencySignatureMissing: { blocks: true },
	/** { number, verdict }: `number` counts the signatures from 1, in the order of signing. */
	signatureInvalid: { blocks: true },
	/** { number, standing } */
	signatureUntrusted: { blocks: true },
	/** A signature that came with the document, of somebody whom the office's anchors do not lead to: { number, standing } */
	foreignSignatureUntrusted: { blocks: false },
	clerkMarkMisplaced: { blocks: true },
	agencyMarkMisplaced: { blocks: true },
	signatureOrder: { blocks: true },
	notPdfA: { blocks: true },
	/** Not PDF/A, and exempt: the document was born digital or came signed, and keeps its bytes. */
	originalKept: { blocks: false },
	/** { field } */
	fieldMissing: { blocks: true },
	/** { field, max } */
	fieldTooLong: { blocks: true },
	/** { field, max }: the document itself is whole, the abstract of the metadata is not. */
	fieldCut: { blocks: false },
	docCodeUnusable: { blocks: true },
	/** { maxMb } */
	tooBig: { blocks: true },
	/** Another document was stored under this DocCode from here. */
	alreadyStored: { blocks: true },
	/** { of }: the id of the other outcome. */
	duplicate: { blocks: true },
} as const satisfies Record<string, { blocks: boolean }>;

export type PreflightCode = keyof typeof PREFLIGHT_REASONS;
export const PREFLIGHT_CODES = Object.keys(PREFLIGHT_REASONS) as readonly PreflightCode[];

/** One reason. `data` holds no text of the document and no name: ids, numbers, names of fields. */
export type PreflightReason = {
	readonly code: PreflightCode;
	readonly blocks: boolean;
	readonly data: Readonly<Record<string, string | number>>;
};

/** A reason of a code, with its data. */
export function reason(code: PreflightCode, data: PreflightReason['data'] = {}): PreflightReason {
	return { code, blocks: PREFLIGHT_REASONS[code].blocks, data };
}

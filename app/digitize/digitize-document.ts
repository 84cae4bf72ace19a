import type { ScannedDocument } from '../../domain/index.ts';
import { type MakeDocumentOptions, makeDocument } from '../make-document.ts';
import type { OutputClaim } from './claim-output.ts';
import type { DigitizeResult } from './digitize-result.ts';
import { toDigitized } from './digitized.ts';
import { copyWhole, writeWhole } from './write-whole.ts';

/** What reading one document takes. */
export type DocumentJob = Pick<MakeDocumentOptions, 'recognizer' | 'signal' | 'onPage'>;

/** Reads one document and writes its outputs, the claim's last word at the end. @throws {Fault} of scan, ocr and output. */
export async function digitizeDocument(
	document: ScannedDocument,
	claim: OutputClaim,
	job: DocumentJob,
): Promise<DigitizeResult> {
	const { source, sha256 } = document;
	const outputs = { pdf: claim.pdf, json: claim.json };
	if (claim.finished) return { kind: 'skipped', source, outputs };
	const { read } = await makeDocument(document, { ...job, path: claim.pdf, createdAt: new Date() });
	if (document.conformance === 'originalKept') await copyWhole(document.source, claim.pdf);
	const digitized = toDigitized({ source, sha256, outputs }, read);
	await writeWhole(claim.json, `${JSON.stringify(digitized)}\n`);
	await claim.finish();
	return { kind: 'done', digitized };
}

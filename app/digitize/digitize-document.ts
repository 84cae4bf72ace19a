import { copyFile, open, rename, rm } from 'node:fs/promises';
import { Fault, type ScannedDocument } from '../../domain/index.ts';
import { createPdfWriter, type Recognizer } from '../../ocr/index.ts';
import { recognizeDocument } from '../recognize-document.ts';
import { PRODUCER_VERSION } from '../version.ts';
import { failWriting, type OutputClaim } from './claim-output.ts';
import type { DigitizeResult } from './digitize-result.ts';
import { type Digitized, toDigitized } from './digitized.ts';

/** What reading one document takes. */
export type DocumentJob = {
	readonly recognizer: Recognizer;
	readonly signal?: AbortSignal | undefined;
	/** Called after each page. */
	readonly onPage: (done: number, all: number) => void;
};

/** Reads one document and writes its outputs, the claim's last word at the end. @throws {Fault} of scan, ocr and output. */
export async function digitizeDocument(
	document: ScannedDocument,
	claim: OutputClaim,
	job: DocumentJob,
): Promise<DigitizeResult> {
	const { source, sha256 } = document;
	const outputs = { pdf: claim.pdf, json: claim.json };
	if (claim.finished) return { kind: 'skipped', source, outputs };
	const read =
		document.conformance === 'made'
			? await makePdf(document, claim.pdf, job)
			: await keepOriginal(document, claim.pdf, job);
	const digitized = toDigitized({ source, sha256, outputs }, read);
	await writeJson(claim.json, digitized);
	await claim.finish();
	return { kind: 'done', digitized };
}

async function makePdf(document: ScannedDocument, path: string, job: DocumentJob) {
	const writer = await createPdfWriter(path, {
		createdAt: new Date(),
		producerVersion: PRODUCER_VERSION,
		sourceSha256: document.sha256,
	});
	try {
		const read = await recognizeDocument(document, {
			recognizer: job.recognizer,
			width: job.recognizer.pagesAtOnce,
			...(job.signal ? { signal: job.signal } : {}),
			onPage: async (page, picture) => {
				if (picture === undefined) throw new Fault('unexpected', { error: 'pageWithoutPicture' });
				await writer.addPage(picture, page);
				job.onPage(page.index + 1, document.pageCount);
			},
		});
		await writer.finish();
		return read;
	} catch (error) {
		await writer.abort();
		throw error;
	}
}

async function keepOriginal(document: ScannedDocument, path: string, job: DocumentJob) {
	const read = await recognizeDocument(document, {
		recognizer: job.recognizer,
		width: job.recognizer.pagesAtOnce,
		...(job.signal ? { signal: job.signal } : {}),
		onPage: async (page) => job.onPage(page.index + 1, document.pageCount),
	});
	const temporary = `${path}.${process.pid}.tmp`;
	try {
		await copyFile(document.source, temporary);
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true });
		failWriting(error);
	}
	return read;
}

async function writeJson(path: string, digitized: Digitized): Promise<void> {
	const temporary = `${path}.${process.pid}.tmp`;
	try {
		const file = await open(temporary, 'w');
		await file.writeFile(`${JSON.stringify(digitized)}\n`);
		await file.sync();
		await file.close();
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true });
		failWriting(error);
	}
}

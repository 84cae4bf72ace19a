import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument, PDFName, PDFNumber, StandardFonts } from 'pdf-lib';
import { asSha256 } from '../../domain/ids.ts';
import type { DocumentRevision } from '../../domain/index.ts';
import {
	makeDemoCertificates,
	openPkcs12,
	readAnchors,
	type SignatureMark,
	type SignedRevision,
	type SigningKey,
	type SignRequest,
	signPdf,
} from '../../sign/index.ts';

/** An invented office: a folder of its own, keys of an invented clerk and agency, and the anchor that both lead to. */
export type Office = {
	readonly folder: string;
	readonly clerk: SigningKey;
	readonly agency: SigningKey;
	readonly anchors: readonly Uint8Array[];
	readonly anchorPem: string;
	/** A path in the folder. */
	at(name: string): string;
	/** Writes bytes under a name and returns the path. */
	put(name: string, bytes: Uint8Array): Promise<string>;
	remove(): Promise<void>;
};

/** The time at which tests sign. */
export const SIGNED_AT = new Date('2026-11-23T02:41:27Z');
export const AGENCY_NAME = 'UỶ BAN NHÂN DÂN PHƯỜNG ĐỒNG MẪU';
export const CLERK_MARK: SignatureMark = { kind: 'clerk', signerName: 'NGUYỄN THỊ ỔN MẪU' };
export const AGENCY_MARK: SignatureMark = { kind: 'agencyCopy', agencyName: AGENCY_NAME };
const PASSWORD = 'thử-2026';

export async function openOffice(): Promise<Office> {
	const folder = await mkdtemp(join(tmpdir(), 'sohoa-sign-'));
	const holders = [
		{ fileName: 'clerk', commonName: 'Nguyễn Thị Ổn Mẫu', organisation: AGENCY_NAME, password: PASSWORD },
		{ fileName: 'agency', commonName: AGENCY_NAME, organisation: AGENCY_NAME, password: PASSWORD },
	];
	const demo = await makeDemoCertificates(join(folder, 'keys'), holders, new Date('2026-11-01T00:00:00Z'));
	const open = async (name: string) => await openPkcs12(await readFile(demo.keyFiles[name] ?? ''), PASSWORD, SIGNED_AT);
	return {
		folder,
		clerk: await open('clerk'),
		agency: await open('agency'),
		anchors: (await readAnchors(demo.anchorFolder)).certificates,
		anchorPem: demo.authorityPem,
		at: (name) => join(folder, name),
		put: async (name, bytes) => {
			await writeFile(join(folder, name), bytes);
			return join(folder, name);
		},
		remove: () => rm(folder, { recursive: true, force: true }),
	};
}

/** A file as the revision that was looked at. */
export async function revisionOf(path: string): Promise<DocumentRevision> {
	const bytes = await readFile(path);
	const sha256 = asSha256(createHash('sha256').update(bytes).digest('hex'));
	return { sha256, byteLength: bytes.length, conformance: 'made' };
}

/** Signs `source` as the clerk or the agency, by the mark. */
export async function signAs(
	office: Office,
	source: string,
	target: string,
	mark: SignatureMark,
	more: Partial<SignRequest> = {},
): Promise<SignedRevision> {
	const request = { source, document: await revisionOf(source), mark, at: SIGNED_AT, ...more };
	return await signPdf(request, mark.kind === 'clerk' ? office.clerk : office.agency, target);
}

/** How a test page is made: size in pt, and what turns or cuts it. */
export type PageShape = {
	readonly size: readonly [number, number];
	readonly rotate?: number;
	/** x, y, width, height in user space. */
	readonly crop?: readonly [number, number, number, number];
	readonly userUnit?: number;
};

/** A PDF with one page for each shape and a line of text in its middle; with cross-reference streams unless `tables`. */
export async function blankPdf(shapes: readonly PageShape[], tables = false): Promise<Uint8Array> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	for (const { size, rotate, crop, userUnit } of shapes) {
		const page = pdf.addPage([size[0], size[1]]);
		if (rotate !== undefined) page.setRotation(degrees(rotate));
		if (crop !== undefined) page.setCropBox(...crop);
		if (userUnit !== undefined) page.node.set(PDFName.of('UserUnit'), PDFNumber.of(userUnit));
		page.drawText('middle', { x: size[0] / 2, y: size[1] / 2, size: 12 / (userUnit ?? 1), font });
	}
	return await pdf.save({ useObjectStreams: !tables });
}

export const A4: readonly [number, number] = [595.28, 841.89];

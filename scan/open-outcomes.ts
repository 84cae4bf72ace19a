import { createHash } from 'node:crypto';
import { asSha256, type PageWarning, type ScannedDocument } from '../domain/index.ts';
import { documentPart } from './document-part.ts';
import type { InputGroup, InputPart } from './inputs.ts';
import type { OpenOptions } from './limits.ts';
import { openSource } from './open-source.ts';

/**
 * Opens a group as the documents that become outcomes: its parts joined into one. A PDF that keeps its bytes can't be joined to
 * anything: it is an outcome of its own. The caller closes each.
 *
 * @throws {Fault} of the first part that cannot be opened (an outcome with a missing part is no outcome); nothing stays open then.
 */
export async function openOutcomes(
	group: Extract<InputGroup, { kind: 'inputs' }>,
	options?: OpenOptions,
): Promise<readonly ScannedDocument[]> {
	const opened: ScannedDocument[] = [];
	try {
		for (const part of group.parts) opened.push(await openPart(part, options));
	} catch (error) {
		await closeAll(opened);
		throw error;
	}
	if (opened.length === 1) return opened;
	const joined = opened.filter((document) => document.conformance === 'made');
	const kept = opened.filter((document) => document.conformance === 'originalKept');
	return joined.length === 0 ? kept : [joinDocuments(group.source, joined), ...kept];
}

async function openPart(part: InputPart, options: OpenOptions | undefined): Promise<ScannedDocument> {
	const document = await openSource(part.path, options);
	return part.pages === undefined ? document : documentPart(document, part.pages);
}

/** Several documents as one. Its hash is the SHA-256 of its parts' hashes, one a line; its length their sum. */
function joinDocuments(source: string, parts: readonly ScannedDocument[]): ScannedDocument {
	const [only] = parts;
	if (only !== undefined && parts.length === 1) return only;
	const pages = parts.flatMap((part) => Array.from({ length: part.pageCount }, (_, index) => ({ part, index })));
	const hashes = parts.map((part) => part.sha256).join('\n');
	return {
		source,
		sha256: asSha256(createHash('sha256').update(hashes).digest('hex')),
		byteLength: parts.reduce((sum, part) => sum + part.byteLength, 0),
		conformance: 'made',
		pageCount: pages.length,
		warnings: joinWarnings(parts),
		async page(index, signal) {
			const place = pages[index];
			if (place === undefined) throw new RangeError(`No page ${index} of ${pages.length}`);
			return { ...(await place.part.page(place.index, signal)), index };
		},
		close: () => closeAll(parts),
	};
}

function joinWarnings(parts: readonly ScannedDocument[]): readonly PageWarning[] {
	let before = 0;
	return parts.flatMap((part) => {
		const offset = before;
		before += part.pageCount;
		return part.warnings.map((warning) =>
			warning.page === undefined ? warning : { ...warning, page: warning.page + offset },
		);
	});
}

async function closeAll(documents: readonly ScannedDocument[]): Promise<void> {
	for (const document of documents) await document.close();
}

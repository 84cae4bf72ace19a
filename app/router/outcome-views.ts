import { posix } from 'node:path';
import type {
	HistoryEntry,
	OutcomeView,
	PageView,
	Snippet as SnippetView,
	StoredReadingView,
} from '../../contract/index.ts';
import {
	type AccountId,
	type AuditEntry,
	FIELD_NAMES,
	isConfirmed,
	isHuman,
	type RecognizedPage,
	type StoredReading,
} from '../../domain/index.ts';
import type { FoundOutcome } from '../outcomes/search-outcomes.ts';
import type { ShownOutcome } from '../outcomes/show-outcome.ts';

/** Account names by id, for history. */
export type NameOf = (id: AccountId) => string;

/** An outcome in the shape of the contract. */
export function toOutcomeView(shown: ShownOutcome, nameOf: NameOf): OutcomeView {
	const { row, readings, document } = shown;
	return {
		...row,
		values: { ...row.values },
		kindConfidence: shown.kind.confidence,
		revision: shown.revision,
		...(document !== undefined && { document }),
		readings: FIELD_NAMES.flatMap((field) => toReadingView(readings[field], shown.machine[field], nameOf) ?? []),
		pages: shown.pages.map(toPageView),
		versions: shown.versions.map(({ id, number, originalSha256, pageCount, createdAt }) => ({
			id,
			number,
			originalSha256,
			pageCount,
			createdAt,
		})),
		files: shown.files.map(({ id, role, path, sha256, byteLength, createdAt }) => ({
			id,
			role,
			name: posix.basename(path),
			mediaType: mediaTypeOf(path),
			sha256,
			byteLength,
			createdAt,
		})),
		warnings: [...shown.warnings],
		...(shown.codes !== undefined && { codes: shown.codes }),
		notes: shown.notes.map(({ event, text, by, at }) => ({ event, text, by: nameOf(by), at })),
		receipts: shown.receipts.map(({ destination, documentSha256, receivedAt }) => ({
			destination,
			documentSha256,
			receivedAt,
		})),
		history: shown.history.map((entry) => toHistoryEntry(entry, nameOf)),
	};
}

/** A page without its words. */
export function toPageView(page: RecognizedPage): PageView {
	const { index, widthPx, heightPx, dpi, blank, quality, origin } = page;
	return { index, widthPx, heightPx, dpi, blank, quality, origin };
}

/** A reading for people: with the name of who stands behind it, and what the machine had read where a person typed something else. */
export function toReadingView(
	reading: StoredReading | undefined,
	machine: StoredReading | undefined,
	nameOf: NameOf,
): StoredReadingView | undefined {
	if (reading === undefined) return undefined;
	const { by } = reading;
	return {
		...reading,
		...(by !== undefined && { byName: nameOf(by) }),
		...(isConfirmed(reading) && { confirmed: true as const }),
		...(isHuman(reading.origin) &&
			machine !== undefined && {
				machine: { value: machine.value, confidence: machine.confidence, origin: machine.origin },
			}),
	};
}

/** An audit entry for people: flat data, a name instead of an id. */
export function toHistoryEntry(entry: AuditEntry, nameOf: NameOf): HistoryEntry {
	const { kind, ...data } = entry.event;
	const { facts, ...rest } = 'facts' in data ? data : { ...data, facts: {} };
	const flat = Object.entries({ ...rest, ...facts }).map(([key, value]) => [
		key,
		Array.isArray(value) ? value.join(' ') : value,
	]);
	const by = entry.actor.kind === 'account' ? nameOf(entry.actor.accountId) : '';
	return { at: entry.at, by, action: kind, data: Object.fromEntries(flat) };
}

/** A snippet as segments that give the text when put together. */
export function toSegments({ text, marks }: FoundOutcome['snippet']): SnippetView {
	const segments: { text: string; hit: boolean }[] = [];
	let at = 0;
	for (const { start, end } of marks) {
		segments.push({ text: text.slice(at, start), hit: false }, { text: text.slice(start, end), hit: true });
		at = end;
	}
	segments.push({ text: text.slice(at), hit: false });
	return segments.filter((segment) => segment.text !== '');
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
	'.pdf': 'application/pdf',
	'.json': 'application/json',
	'.jpg': 'image/jpeg',
	'.jpeg': 'image/jpeg',
	'.png': 'image/png',
	'.tif': 'image/tiff',
	'.tiff': 'image/tiff',
	'.webp': 'image/webp',
	'.bmp': 'image/bmp',
};

function mediaTypeOf(path: string): string {
	return MEDIA_TYPES[posix.extname(path).toLowerCase()] ?? 'application/octet-stream';
}

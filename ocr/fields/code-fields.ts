import type { FieldReadings } from '../../domain/fields.ts';
import type { RecognizedPage } from '../../domain/page.ts';
import { toReading } from './candidate.ts';
import { qrCandidates } from './qr.ts';
import { viewPage } from './view.ts';

/** What the QR codes of a paper say, whatever its letters say. Pure. */
export function readCodeFields(pages: readonly RecognizedPage[]): FieldReadings {
	const views = pages.filter(({ codes }) => codes.length > 0).map(viewPage);
	return Object.fromEntries(qrCandidates(views).map((candidate) => [candidate.field, toReading(candidate)]));
}

import { currentReadings, newestVersion } from '../../db/index.ts';
import { isMarkedSecret, type Outcome } from '../../domain/index.ts';
import { documentMetadata, type PreflightReason, reason } from '../../upload/index.ts';
import type { Core } from '../core.ts';
import { recognizedPages } from '../outcomes/show-outcome.ts';
import { kindName, sentDuplicates, valuesOf } from './preflight-facts.ts';

/** Stands for what is not known before the approval: codes and hashes come later, and have no part in these reasons. */
const LATER = {
	codes: { outcomeCode: '', docCode: '' },
	document: { sha256: '0'.repeat(64) as never, byteLength: 0, conformance: 'made' },
	digitizedOn: '2000-01-01',
	signatures: [],
} as const;

/** What in the paper and its fields will forbid the upload, whatever becomes of signatures and codes. */
export async function paperReasons(core: Core, outcome: Outcome): Promise<readonly PreflightReason[]> {
	const fields = valuesOf(await currentReadings(core.db, outcome.id));
	const pageCount = (await newestVersion(core.db, outcome.id))?.pageCount ?? 0;
	const { missing, tooLong } = documentMetadata({ ...LATER, fields, kindName: kindName(outcome), pageCount });
	const secret = (await recognizedPages(core, outcome.id)).some(isMarkedSecret);
	const duplicates = await sentDuplicates(core.db, outcome);
	return [
		...(secret ? [reason('markedSecret')] : []),
		...missing.map((field) => reason('fieldMissing', { field })),
		...tooLong.map(({ field, max }) => reason('fieldTooLong', { field, max })),
		...duplicates.map((of) => reason('duplicate', { of })),
	];
}

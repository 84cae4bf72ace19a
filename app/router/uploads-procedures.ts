import { UPLOAD_PARTS } from '../../db/index.ts';
import { Fault } from '../../domain/index.ts';
import type { UploadCursor } from '../uploads/list-uploads.ts';
import { cursorId } from './cursor-id.ts';
import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** The queue to the repository. */
export function uploadsProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		list: os.uploads.list.handler(async ({ input: { cursor, ...asked }, context }) => {
			const after = cursor === undefined ? undefined : toCursor(cursor);
			const { rows, next, ...rest } = await app.showUploadQueue(await actorOf(context), { ...asked, after });
			return { items: rows, ...rest, ...(next !== undefined && { nextCursor: `${next.part} ${next.id ?? ''}` }) };
		}),
		check: os.uploads.check.handler(async ({ input, context }) =>
			app.checkBeforeUpload(await actorOf(context), input.id),
		),
		resume: os.uploads.resume.handler(async ({ context }) => app.resumeUploads(await actorOf(context))),
		settle: os.uploads.settle.handler(async ({ input, context }) =>
			app.settleUpload(await actorOf(context), input.id, input.decision),
		),
	};
}

/** @throws {Fault} `invalidInput` for a cursor that we did not give out. */
function toCursor(cursor: string): UploadCursor {
	const [name, id = ''] = cursor.split(' ');
	const part = UPLOAD_PARTS.find((known) => known === name);
	if (part === undefined) throw new Fault('invalidInput', { paths: 'cursor' });
	return { part, ...(id !== '' && { id: cursorId(id) }) };
}

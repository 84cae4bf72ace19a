import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
	createDestination,
	type DeliveryRecord,
	deliver,
	deliveryRecordSchema,
	NEW_DELIVERY,
	type Upload,
} from '../../../upload/index.ts';

/**
 * A small uploader of its own process, to be killed: works through the uploads of a folder until each is stored, and keeps what
 * it must keep in files. Writes a line for everything that it has kept. Arguments: the folder. In it: `setting.json`, `uploads.json`, and per upload `<DocCode>.record`, `.end`.
 */
const [folder = ''] = process.argv.slice(2);
const uploads = JSON.parse(readFileSync(join(folder, 'uploads.json'), 'utf8')) as Upload[];
const destination = createDestination(JSON.parse(readFileSync(join(folder, 'setting.json'), 'utf8')));

/** Durable: written beside, synced, renamed. */
function keep(name: string, value: unknown): void {
	const beside = join(folder, `${name}.new`);
	const handle = openSync(beside, 'w');
	writeSync(handle, JSON.stringify(value));
	fsyncSync(handle);
	closeSync(handle);
	renameSync(beside, join(folder, name));
	process.stdout.write('kept\n');
}

function recordOf(upload: Upload): DeliveryRecord {
	const path = join(folder, `${upload.docCode}.record`);
	return existsSync(path) ? deliveryRecordSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : NEW_DELIVERY;
}

const due = new Map(uploads.map((upload) => [upload, 0]));
while (due.size > 0) {
	for (const [upload, at] of due) {
		if (existsSync(join(folder, `${upload.docCode}.end`))) due.delete(upload);
		else if (at <= Date.now()) {
			const save = async (record: DeliveryRecord) => keep(`${upload.docCode}.record`, record);
			const delivery = await deliver(
				destination,
				upload,
				{ record: recordOf(upload), save },
				{
					signal: new AbortController().signal,
					policy: { leastMs: 5, firstMs: 10, longestMs: 100, sends: 50, unanswered: 1_000, longestRetryAfterMs: 20 },
				},
			);
			if (delivery.kind === 'retry') due.set(upload, Date.now() + delivery.afterMs);
			else keep(`${upload.docCode}.end`, delivery);
		}
	}
	await new Promise((resolve) => setTimeout(resolve, 2));
}

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import type { TrueField } from '../corpus/types.ts';

type Labelled = { readonly file: string } & { readonly [F in FieldName]?: string | null };

/** A whole real document and its labelled fields. */
export type RealDocument = {
	readonly id: string;
	readonly file: string;
	readonly fields: { readonly [F in FieldName]?: TrueField | null };
};

/** The documents that ../shared/data/fields.json labels; none where it is absent. */
export function realDocuments(): readonly RealDocument[] {
	const data = resolve('../shared/data');
	const list = join(data, 'fields.json');
	if (!existsSync(list)) return [];
	const { documents } = JSON.parse(readFileSync(list, 'utf8')) as { documents: readonly Labelled[] };
	return documents.map((document) => {
		const fields: { [F in FieldName]?: TrueField | null } = {};
		for (const name of FIELD_NAMES) {
			const value = document[name];
			if (value === undefined) continue;
			fields[name] = value === null ? null : { value, printed: value, page: 0 };
		}
		return { id: document.file, file: join(data, document.file), fields };
	});
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIELD_NAMES, type FieldName } from '../../domain/index.ts';

/** Where the samples lie. */
export const SAMPLES = join(import.meta.dirname, '../../samples');

type Values = { readonly [F in FieldName]?: string };

/** A sample: what is looked for in its body text, and what a person would see on the paper. */
export type Sample = { readonly file: string; readonly search: string; readonly values: Values };

type Truth = {
	readonly file: string;
	readonly search: string;
	readonly fields: { readonly [F in FieldName]?: { readonly value: string } };
};

/** What a person knows of a paper though it stands in no field of its own: here, in whose name it is signed. */
const KNOWN: Readonly<Record<string, Values>> = {
	'06-giay-chung-nhan-dat.jpg': { issuingBody: 'ỦY BAN NHÂN DÂN XÃ CÁI NƯỚC' },
};

/** The samples in order; the first `count` when given. */
export async function readSamples(count: number | undefined): Promise<readonly Sample[]> {
	const truth = JSON.parse(await readFile(join(SAMPLES, 'truth.json'), 'utf8')) as {
		readonly samples: readonly Truth[];
	};
	return truth.samples
		.slice(0, count)
		.map(({ file, search, fields }) => ({ file, search, values: valuesOf(file, fields) }));
}

function valuesOf(file: string, fields: Truth['fields']): Values {
	const values: { [F in FieldName]?: string } = {};
	for (const field of FIELD_NAMES) {
		const value = fields[field]?.value;
		if (value !== undefined) values[field] = value;
	}
	return { ...values, ...KNOWN[file] };
}

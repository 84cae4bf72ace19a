import { isRef, type PdfDict, type PdfValue } from '../pdf/values.ts';

function sameDict(a: PdfDict, b: PdfDict, bytes: Buffer, except: ReadonlySet<string>): boolean {
	const keys = new Set([...a.entries.keys(), ...b.entries.keys()]);
	return [...keys].every(
		(key) => except.has(key) || sameValue(a.entries.get(key)?.value ?? null, b.entries.get(key)?.value ?? null, bytes),
	);
}

const NONE: ReadonlySet<string> = new Set();

/** Whether two values say the same; references are compared, not followed. `bytes` is the file that both streams lie in. */
export function sameValue(a: PdfValue, b: PdfValue, bytes: Buffer): boolean {
	if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
	if (isRef(a)) return isRef(b) && a.number === b.number && a.generation === b.generation;
	if (a.kind === 'name') return b.kind === 'name' && a.value === b.value;
	if (a.kind === 'string') return b.kind === 'string' && a.bytes.equals(b.bytes);
	if (a.kind === 'array') {
		const length = b.kind === 'array' ? b.items.length : -1;
		return (
			b.kind === 'array' &&
			a.items.length === length &&
			a.items.every((item, i) => sameValue(item, b.items[i] ?? null, bytes))
		);
	}
	if (a.kind === 'dict') return b.kind === 'dict' && sameDict(a, b, bytes, NONE);
	if (b.kind !== 'stream' || !sameDict(a.dict, b.dict, bytes, new Set(['Length']))) return false;
	return bytes.subarray(a.dataStart, a.dataEnd).equals(bytes.subarray(b.dataStart, b.dataEnd));
}

/** The keys under which two dictionaries differ, references not followed. */
export function differingKeys(a: PdfDict | undefined, b: PdfDict, bytes: Buffer): readonly string[] {
	const keys = new Set([...(a?.entries.keys() ?? []), ...b.entries.keys()]);
	return [...keys].filter(
		(key) => !sameValue(a?.entries.get(key)?.value ?? null, b.entries.get(key)?.value ?? null, bytes),
	);
}

/** Every reference in a value, with the keys that lead to it: `AP.N`; items of an array add nothing. */
export function* refsWithPath(
	value: PdfValue,
	path = '',
): Generator<{ readonly number: number; readonly path: string }> {
	if (value === null || typeof value !== 'object') return;
	switch (value.kind) {
		case 'ref':
			yield { number: value.number, path };
			return;
		case 'array':
			for (const item of value.items) yield* refsWithPath(item, path);
			return;
		case 'stream':
			yield* refsWithPath(value.dict, path);
			return;
		case 'dict':
			for (const [key, { value: inner }] of value.entries)
				yield* refsWithPath(inner, path === '' ? key : `${path}.${key}`);
			return;
		default:
	}
}

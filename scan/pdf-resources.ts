import { decodePDFRawStream, PDFDict, PDFName, type PDFObject, PDFRawStream, PDFRef, PDFStream } from 'pdf-lib';

/** A resource dictionary (ISO 32000-1, 7.8.3). */
export type Resources = PDFDict;

const CATEGORIES = ['XObject', 'Font', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties'] as const;
/** Colour spaces that count without being named (8.6.5.6). */
const UNNAMED = ['DefaultGray', 'DefaultRGB', 'DefaultCMYK'];
/** How deep forms may lie in forms; deeper is no page that a person made. */
const MAX_DEPTH = 12;

/**
 * Every name in content streams, escapes undone. More than the operators use (a string may hold a slash), never fewer: what is not among
 * them is used nowhere.
 */
export function namesIn(contents: readonly Uint8Array[]): ReadonlySet<string> {
	const names = new Set<string>();
	for (const bytes of contents) {
		for (const [, raw = ''] of Buffer.from(bytes)
			.toString('latin1')
			.matchAll(/\/([^\s()<>[\]{}/%]*)/g)) {
			names.add(PDFName.of(raw).decodeText());
		}
	}
	return names;
}

/**
 * The part of a resource dictionary that these names use, and what forms and patterns among them use in turn. A form without a dictionary
 * of its own takes from the same one, so that its names count too.
 *
 * @throws when a form's content cannot be looked into, or forms lie in each other without end.
 */
export function usedResources(resources: Resources, names: ReadonlySet<string>, depth = 0): PDFDict {
	if (depth > MAX_DEPTH) throw new RangeError('Forms lie too deep in each other');
	const wanted = new Set([...names, ...UNNAMED]);
	for (let size = -1; size !== wanted.size; ) {
		size = wanted.size;
		for (const stream of streamsAmong(resources, wanted)) {
			if (stream.dict.lookup(PDFName.of('Resources')) === undefined)
				for (const name of namesOf(stream)) wanted.add(name);
		}
	}
	const used = resources.context.obj({});
	for (const category of CATEGORIES) {
		const all = resources.lookup(PDFName.of(category));
		if (!(all instanceof PDFDict)) continue;
		const kept = resources.context.obj({});
		for (const [name, value] of all.entries()) {
			if (wanted.has(name.decodeText())) kept.set(name, bareValue(resources, value, depth));
		}
		used.set(PDFName.of(category), kept);
	}
	return used;
}

/** Forms, patterns and soft masks bring dictionaries of their own; any other value comes as it is. */
function bareValue(resources: Resources, value: PDFObject, depth: number): PDFObject {
	const { context } = resources;
	const object = context.lookup(value);
	if (object instanceof PDFStream && hasContent(object)) {
		const own = object.dict.lookup(PDFName.of('Resources'));
		// The same for every page that shows it, so it is done in place.
		if (own instanceof PDFDict) {
			object.dict.set(PDFName.of('Resources'), usedResources(own, namesOf(object), depth + 1));
		}
		for (const name of ['PieceInfo', 'Metadata', 'Ref', 'OPI', 'StructParent', 'StructParents']) {
			object.dict.delete(PDFName.of(name));
		}
	} else if (object instanceof PDFDict) {
		const mask = object.lookup(PDFName.of('SMask'));
		const group = mask instanceof PDFDict ? mask.get(PDFName.of('G')) : undefined;
		if (group !== undefined) bareValue(resources, group, depth + 1);
	}
	return value;
}

function* streamsAmong(resources: Resources, names: ReadonlySet<string>): Iterable<PDFStream> {
	for (const category of ['XObject', 'Pattern'] as const) {
		const all = resources.lookup(PDFName.of(category));
		if (!(all instanceof PDFDict)) continue;
		for (const [name, value] of all.entries()) {
			const object = resources.context.lookup(value instanceof PDFRef ? value : value);
			if (names.has(name.decodeText()) && object instanceof PDFStream && hasContent(object)) yield object;
		}
	}
}

/** A form or a tiling pattern: a stream of operators. A picture is one of samples. */
function hasContent({ dict }: PDFStream): boolean {
	return dict.lookup(PDFName.of('Subtype')) === PDFName.of('Form') || dict.has(PDFName.of('PatternType'));
}

function namesOf(stream: PDFStream): ReadonlySet<string> {
	return namesIn([stream instanceof PDFRawStream ? decodePDFRawStream(stream).decode() : stream.getContents()]);
}

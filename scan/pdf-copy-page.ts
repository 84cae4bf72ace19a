import {
	decodePDFRawStream,
	ParseSpeeds,
	PDFArray,
	PDFDict,
	PDFDocument,
	PDFName,
	type PDFObject,
	PDFObjectCopier,
	PDFPage,
	PDFPageLeaf,
	PDFRawStream,
	PDFStream,
} from 'pdf-lib';
import { namesIn, type Resources, usedResources } from './pdf-resources.ts';

/** What a page needs to look as it does; links, form fields, article threads and private data name other pages. */
const PAGE_ENTRIES = ['MediaBox', 'CropBox', 'Rotate', 'UserUnit', 'Group'] as const;
/** What an annotation needs to be seen; its page, its parent and what a click does stay behind. */
const ANNOTATION_ENTRIES = [
	'Type',
	'Subtype',
	'Rect',
	'AP',
	'AS',
	'F',
	'C',
	'CA',
	'BS',
	'Border',
	'QuadPoints',
	'InkList',
];

/**
 * Loads a PDF so that pages can be copied out of it.
 *
 * @throws whatever pdf-lib finds: encryption, syntax that it does not know.
 */
export function loadForCopies(bytes: Uint8Array): Promise<PDFDocument> {
	return PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
}

/**
 * One page (from 0) as a PDF of its own. Its streams are copied as they are, nothing is decoded or encoded again; of what pages share,
 * only what this page's own operators name comes along. So no other page's picture can lie in it unseen.
 *
 * @throws when a content stream cannot be looked into: then it is not known what the page uses.
 */
export async function copyPage(source: PDFDocument, index: number): Promise<Uint8Array> {
	const target = await PDFDocument.create({ updateMetadata: false });
	const copier = PDFObjectCopier.for(source.context, target.context);
	const copied = copier.copy(bareLeaf(source, source.getPage(index).node));
	const leaf = PDFPageLeaf.fromMapWithContext(new Map(copied.entries()), target.context);
	target.addPage(PDFPage.of(leaf, target.context.register(leaf), target));
	refuseStrangers(target);
	return target.save({ addDefaultPage: false, updateFieldAppearances: false, useObjectStreams: false });
}

/** Something that this page needs names another one: better no copy than one with a stranger's page in it. */
function refuseStrangers({ context }: PDFDocument): void {
	const pages = context.enumerateIndirectObjects().filter(([, object]) => {
		return object instanceof PDFDict && object.lookup(PDFName.of('Type')) === PDFName.of('Page');
	});
	if (pages.length !== 1) throw new RangeError('A copy of one page has another one in it');
}

/** The page's own entries, those that it inherits, and of its resources those that it uses. */
function bareLeaf(source: PDFDocument, node: PDFPageLeaf): PDFDict {
	const { context } = source;
	const leaf = context.obj({ Type: 'Page' });
	for (const name of PAGE_ENTRIES) {
		const value = node.getInheritableAttribute(PDFName.of(name));
		if (value !== undefined) leaf.set(PDFName.of(name), value);
	}
	const contents = node.get(PDFName.of('Contents'));
	if (contents !== undefined) leaf.set(PDFName.of('Contents'), contents);
	const annotations = annotationsOf(node);
	if (annotations !== undefined) leaf.set(PDFName.of('Annots'), annotations);
	const resources = context.lookup(node.getInheritableAttribute(PDFName.of('Resources')));
	const own: Resources = resources instanceof PDFDict ? resources : context.obj({});
	leaf.set(PDFName.of('Resources'), usedResources(own, namesIn(streamsOf(node).map(decoded))));
	return leaf;
}

function streamsOf(node: PDFPageLeaf): readonly PDFStream[] {
	const contents = node.Contents();
	if (contents instanceof PDFStream) return [contents];
	if (!(contents instanceof PDFArray)) return [];
	return contents.asArray().flatMap((item) => {
		const stream = node.context.lookup(item);
		return stream instanceof PDFStream ? [stream] : [];
	});
}

function decoded(stream: PDFStream): Uint8Array {
	return stream instanceof PDFRawStream ? decodePDFRawStream(stream).decode() : stream.getContents();
}

function annotationsOf(node: PDFPageLeaf): PDFArray | undefined {
	const kept: PDFObject[] = [];
	for (const item of node.Annots()?.asArray() ?? []) {
		const annotation = node.context.lookup(item);
		if (!(annotation instanceof PDFDict)) continue;
		const bare = node.context.obj({});
		for (const name of ANNOTATION_ENTRIES) {
			const value = annotation.get(PDFName.of(name));
			if (value !== undefined) bare.set(PDFName.of(name), value);
		}
		kept.push(bare);
	}
	return kept.length === 0 ? undefined : node.context.obj(kept);
}

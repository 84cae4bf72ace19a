import type { Sha256 } from '../../domain/index.ts';

/** Where a model's file lies: with Sohoa itself (in `folder` of `ocr/model/`), or in a folder of an npm package. */
export type ModelPlace =
	| { readonly kind: 'shipped'; readonly folder: '.' | 'published' }
	| { readonly kind: 'package'; readonly name: string; readonly folder: string };

/** A recognition model that Sohoa knows. Hash and length are those of the unpacked `.traineddata`. */
export type Model = {
	/** Tesseract's name of it; the file is `<language>.traineddata` or `<language>.traineddata.gz`. */
	readonly language: 'vie' | 'osd';
	readonly place: ModelPlace;
	readonly sha256: Sha256;
	readonly byteLength: number;
};

/** Reads Vietnamese: Sohoa's own model, trained from {@link VIETNAMESE_PUBLISHED} (ocr/model/README.md, docs/adr/0004-vietnamese-model.md). */
export const VIETNAMESE: Model = {
	language: 'vie',
	place: { kind: 'shipped', folder: '.' },
	sha256: '37636baa092bf8fe62b5dd9b80baa2622dab0fd1bd6cd8220f7cfa62255191af' as Sha256,
	byteLength: 532_327,
};

/** What {@link VIETNAMESE} was trained from: tessdata_fast as Debian ships it. For comparison, and should ours ever read a kind of page worse. */
export const VIETNAMESE_PUBLISHED: Model = {
	language: 'vie',
	place: { kind: 'shipped', folder: 'published' },
	sha256: '79df64caf7bcfb2a27df5042ecb6121e196eada34da774956995747636d5bfa1' as Sha256,
	byteLength: 531_275,
};

/** Tells how a page lies (legacy engine; Apache-2.0). */
export const ORIENTATION: Model = {
	language: 'osd',
	place: { kind: 'package', name: '@tesseract.js-data/osd', folder: '4.0.0_best_int' },
	sha256: '9cf5d576fcc47564f11265841e5ca839001e7e6f38ff7f7aacf46d15a96b00ff' as Sha256,
	byteLength: 10_562_727,
};

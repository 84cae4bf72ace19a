import type { Sha256 } from '../../domain/index.ts';

/** A recognition model that Sohoa knows. Hash and length are those of the unpacked `.traineddata`. */
export type Model = {
	/** Tesseract's name of it; the file is `<language>.traineddata` or `<language>.traineddata.gz`. */
	readonly language: 'vie' | 'osd';
	/** npm package and folder that hold it. */
	readonly packageName: string;
	readonly folder: string;
	readonly sha256: Sha256;
	readonly byteLength: number;
};

/** Reads Vietnamese (LSTM, integer weights; tessdata_best of 2017, Apache-2.0). */
export const VIETNAMESE: Model = {
	language: 'vie',
	packageName: '@tesseract.js-data/vie',
	folder: '4.0.0_best_int',
	sha256: '112f6fd1d04ab4cb0208cad9cada8de214ae33a1e4db3750ffcda69262aef0a8' as Sha256,
	byteLength: 1_667_949,
};

/** Tells how a page lies (legacy engine; Apache-2.0). */
export const ORIENTATION: Model = {
	language: 'osd',
	packageName: '@tesseract.js-data/osd',
	folder: '4.0.0_best_int',
	sha256: '9cf5d576fcc47564f11265841e5ca839001e7e6f38ff7f7aacf46d15a96b00ff' as Sha256,
	byteLength: 10_562_727,
};

import type { ExifOrientation, PageTurn, PageWarning, PlannedPage, ScannedDocument, Sha256 } from '../domain/index.ts';
import type { OpenOptions } from './limits.ts';
import { openSource } from './open-source.ts';

/** A document to be put together: the files of its pages, and which pages of them, in order. `sha256`: what names the whole. */
export type PlannedSource = {
	readonly files: readonly { readonly path: string; readonly sha256: Sha256 }[];
	readonly pages: readonly PlannedPage[];
	readonly sha256: Sha256;
};

/**
 * The pages that a person laid out, as one document: in that order, turned as that person turned them, without the blank ones.
 * The files are read, never changed.
 *
 * @returns `undefined` when a file has another hash than it should, or keeps its bytes. The caller closes it.
 * @throws {Fault} of the `scan` family.
 */
export async function openPlanned(plan: PlannedSource, options?: OpenOptions): Promise<ScannedDocument | undefined> {
	const opened: ScannedDocument[] = [];
	const close = async (): Promise<void> => {
		for (const document of opened) await document.close();
	};
	try {
		for (const file of plan.files) {
			const document = await openSource(file.path, options);
			opened.push(document);
			if (document.sha256 === file.sha256 && document.conformance === 'made') continue;
			await close();
			return undefined;
		}
	} catch (error) {
		await close();
		throw error;
	}
	const shown = plan.pages.filter((page) => !page.blank);
	return {
		source: plan.files[0]?.path ?? '',
		sha256: plan.sha256,
		byteLength: opened.reduce((sum, document) => sum + document.byteLength, 0),
		conformance: 'made',
		pageCount: shown.length,
		warnings: warningsOf(opened, shown),
		async page(index, signal) {
			const planned = shown[index];
			const document = planned && opened[planned.file];
			if (planned === undefined || document === undefined) throw new RangeError(`No page ${index} of ${shown.length}`);
			const page = await document.page(planned.page, signal);
			if (page.kind !== 'picture' || planned.turn === null) return { ...page, index };
			const orientation = turnedOrientation(page.picture.orientation, planned.turn);
			return { ...page, index, picture: { ...page.picture, orientation, upright: true } };
		},
		close,
	};
}

/** Warnings of the files, numbered by the pages of the whole; those of pages that are not shown are left out. */
function warningsOf(opened: readonly ScannedDocument[], shown: readonly PlannedPage[]): readonly PageWarning[] {
	return opened.flatMap((document, file) =>
		document.warnings.flatMap((warning) => {
			if (warning.page === undefined) return [warning];
			const page = shown.findIndex((one) => one.file === file && one.page === warning.page);
			return page < 0 ? [] : [{ ...warning, page }];
		}),
	);
}

/** Each orientation and what a quarter turn clockwise makes of it (CIPA DC-008: 6 is shown turned clockwise by 90°). */
const QUARTER: Readonly<Record<ExifOrientation, ExifOrientation>> = {
	1: 6,
	6: 3,
	3: 8,
	8: 1,
	2: 7,
	7: 4,
	4: 5,
	5: 2,
};

/** The orientation of a picture that is shown as `orientation` says and then turned clockwise. */
export function turnedOrientation(orientation: ExifOrientation, turn: PageTurn): ExifOrientation {
	let turned = orientation;
	for (let done = 0; done < turn; done += 90) turned = QUARTER[turned];
	return turned;
}

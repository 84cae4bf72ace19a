import type { PagePicture } from '../../../domain/page.ts';
import { cleanPage, type QuarterTurn } from '../../../ocr/cleanup/index.ts';
import type { Engine } from '../../../ocr/engine/index.ts';
import { openSource } from '../../../scan/index.ts';

/** How Sohoa says that a page lies, and what it took to say so. */
export type MeasuredPosture = {
	readonly turn: QuarterTurn;
	/** A person is asked to look at the page's direction, or whether it is blank. */
	readonly flagged: boolean;
	/** Degrees, positive = the paper leans clockwise. */
	readonly skewDeg: number;
	/** Wall time of finding the direction and the angle, ms; measuring the page before (`analyseMs`) serves both. */
	readonly turnMs: number;
	readonly deskewMs: number;
	readonly analyseMs: number;
};

/** The first page of a picture file, as the chain gets it. */
export async function firstPicture(file: string): Promise<PagePicture> {
	const source = await openSource(file);
	try {
		const page = await source.page(0);
		if (page.kind !== 'picture') throw new Error(`${file} is no picture`);
		return page.picture;
	} finally {
		await source.close();
	}
}

/** Lets the chain's own cleaning find out how the picture lies. Codes are not looked for. */
export async function measurePosture(picture: PagePicture, engine: Engine): Promise<MeasuredPosture> {
	const took = new Map<string, number>();
	const page = await cleanPage(picture, {
		without: ['codes'],
		detectOrientation: (gray) => engine.detectOrientation(gray),
		onStep: (step, ms) => void took.set(step, ms),
	});
	return {
		turn: page.quality.rotationDeg,
		flagged: page.warnings.some(({ code }) => code === 'orientationUncertain' || code === 'pageBlank'),
		skewDeg: page.quality.skewDeg,
		turnMs: took.get('turn') ?? 0,
		deskewMs: took.get('deskew') ?? 0,
		analyseMs: took.get('analyse') ?? 0,
	};
}

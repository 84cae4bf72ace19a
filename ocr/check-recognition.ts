import { readFile } from 'node:fs/promises';
import { Fault, fold, pageText } from '../domain/index.ts';
import { createRecognizer } from './recognize-page.ts';

/** What stands on the picture of the self-test, folded. */
const EXPECTED = 'doc lap - tu do - hanh phuc';

/**
 * Reads a small page that comes with Sohoa: models, engine and cleaning all have to work for it.
 *
 * @returns its milliseconds, for people.
 * @throws {Fault} `languageDataMissing`, `languageDataDamaged`, `engineStopped` (also when it read something else).
 */
export async function checkRecognition(): Promise<string> {
	const bytes = await readFile(new URL('./self-test/page.png', import.meta.url));
	const recognizer = createRecognizer({ workers: 1 });
	try {
		const started = performance.now();
		const page = await recognizer.recognize({
			kind: 'picture',
			index: 0,
			picture: {
				encoding: 'png',
				bytes,
				widthPx: 1400,
				heightPx: 500,
				colour: 'gray',
				orientation: 1,
				resolution: { xDpi: 200, yDpi: 200, source: 'assumed' },
			},
		});
		if (!fold(pageText(page)).includes(EXPECTED)) throw new Fault('engineStopped', { reason: 'misread' });
		return `${Math.round(performance.now() - started)} ms`;
	} finally {
		await recognizer.close();
	}
}

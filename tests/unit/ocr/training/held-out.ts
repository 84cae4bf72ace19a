import { pathToFileURL } from 'node:url';
import { createRandom } from '../../../corpus/random.ts';
import { TEMPLATES } from '../../../corpus/templates/index.ts';

/** Papers built of each template; more of them hold hardly any new run of words. */
const BUILDS = 60;

/** The texts of the pages that Sohoa is measured with, by block: nothing of them may be in the training text. */
export function corpusTexts(): readonly string[] {
	const found = new Set<string>();
	for (const template of TEMPLATES) {
		for (let seed = 1; seed <= BUILDS; seed += 1) {
			for (const block of blocks(template.build(createRandom(seed)).html)) found.add(block);
		}
	}
	return [...found];
}

function blocks(html: string): readonly string[] {
	return html
		.split(/<\/?(?:p|div|td|th|tr|table|br|svg)\b[^>]*>/u)
		.map((block) =>
			block
				.replaceAll(/<[^>]*>/gu, '')
				.replaceAll('&nbsp;', ' ')
				.replaceAll('&lt;', '<')
				.replaceAll('&gt;', '>')
				.replaceAll('&quot;', '"')
				.replaceAll('&amp;', '&')
				.trim(),
		)
		.filter((block) => block !== '');
}

// The recipe (ocr/training/make.py) runs this file and reads one JSON array.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
	process.stdout.write(JSON.stringify(corpusTexts()));
}

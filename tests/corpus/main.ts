import { parseArgs } from 'node:util';
import { generateCorpus } from './generate.ts';
import { DEGRADATIONS, type Degradation, type Split } from './types.ts';

const USAGE = `node tests/corpus/main.ts [--out DIR] [--seed N] [--docs N] [--classes a,b] [--split seen|unseen] [--templates a,b]
Makes scans of invented outcomes with their truth. Classes: ${DEGRADATIONS.join(', ')}. --docs: documents a class.`;

const { values } = parseArgs({
	options: {
		out: { type: 'string', default: 'tests/corpus/out' },
		seed: { type: 'string', default: '1' },
		docs: { type: 'string' },
		classes: { type: 'string' },
		split: { type: 'string' },
		templates: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

const classes = values.classes?.split(',');
const wrong = classes?.find((c) => !DEGRADATIONS.includes(c as Degradation));
if (values.help || wrong !== undefined || !['seen', 'unseen', undefined].includes(values.split)) {
	process.stderr.write(`${wrong === undefined ? '' : `Unknown class: ${wrong}\n`}${USAGE}\n`);
	process.exit(values.help ? 0 : 2);
}
const truth = await generateCorpus({
	out: values.out,
	seed: Number(values.seed),
	...(values.docs === undefined ? {} : { docs: Number(values.docs) }),
	...(classes === undefined ? {} : { classes: classes as Degradation[] }),
	...(values.split === undefined ? {} : { split: values.split as Split }),
	...(values.templates === undefined ? {} : { templates: values.templates.split(',') }),
	onDocument: (done, total, id) => process.stderr.write(`\r${done}/${total} ${id.padEnd(60)}`),
});
process.stderr.write(
	`\n${truth.documents.length} documents, ${truth.documents.reduce((n, d) => n + d.pages.length, 0)} pages in ${values.out}\n`,
);

import { benchReading, READING_USAGE } from './reading.ts';
import { benchScreens, SCREENS_USAGE } from './screens/main.ts';

/** Every part of the benchmark: what measures, and what it can be told. */
const PARTS = {
	reading: [benchReading, READING_USAGE],
	screens: [benchScreens, SCREENS_USAGE],
} as const;

const [part, rest] = partOf(process.argv.slice(2));
process.exitCode = await run();

async function run(): Promise<number> {
	if (part === undefined || rest.includes('--help')) {
		process.stderr.write(
			`${Object.values(PARTS)
				.map(([, usage]) => usage)
				.join('\n\n')}\n`,
		);
		return part === undefined ? 2 : 0;
	}
	const [bench, usage] = PARTS[part];
	const code = await bench(rest);
	if (code === undefined) process.stderr.write(`${usage}\n`);
	return code ?? 2;
}

/** Which part `--part` names, the reading without it, and what is said beside. */
function partOf(args: readonly string[]): readonly [keyof typeof PARTS | undefined, readonly string[]] {
	const at = args.indexOf('--part');
	if (at === -1) return ['reading', args];
	const name = args[at + 1];
	return [name === 'reading' || name === 'screens' ? name : undefined, args.toSpliced(at, 2)];
}

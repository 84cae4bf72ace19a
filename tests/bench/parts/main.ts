import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ablationPart } from './ablation.ts';
import { deskewPart } from './deskew.ts';
import { goalTable, writeRun } from './figures.ts';
import { memoryPart } from './memory.ts';
import { orientationPart } from './orientation.ts';
import type { Part } from './part.ts';
import { sizePart } from './size.ts';

const PARTS: Readonly<Record<string, Part>> = {
	orientation: orientationPart,
	deskew: deskewPart,
	ablation: ablationPart,
	memory: memoryPart,
	size: sizePart,
};

const USAGE = `npm run bench -- --part NAME [--pages N] [--seed N] [--no-peers] [--write]
${Object.entries(PARTS)
	.map(([name, part]) => `  ${name.padEnd(12)} ${part.about}`)
	.join('\n')}`;

/** Runs one part of the bench by its command line; gives the exit code. */
export async function runPart(args: readonly string[]): Promise<number> {
	const { values } = parseArgs({
		args: [...args],
		options: {
			part: { type: 'string', default: '' },
			pages: { type: 'string' },
			seed: { type: 'string', default: '2026' },
			peers: { type: 'boolean', default: true },
			write: { type: 'boolean', default: false },
		},
		allowNegative: true,
	});
	const say = (text: string): void => void process.stderr.write(`${text}\n`);
	const part = PARTS[values.part];
	if (part === undefined) {
		say(USAGE);
		return 2;
	}
	const work = mkdtempSync(join(tmpdir(), `sohoa-bench-${values.part}-`));
	const started = performance.now();
	try {
		const pages = values.pages === undefined ? undefined : Number(values.pages);
		const { text, goals } = await part.run({ pages, seed: Number(values.seed), peers: values.peers, work, say });
		const took = (performance.now() - started) / 60_000;
		const command = `npm run bench -- ${args.join(' ')}`;
		const head = `Command: \`${command}\` · ${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node} · load when it ended ${(loadavg()[0] ?? 0).toFixed(1)} · ${took.toFixed(1)} minutes`;
		const whole = [head, text].join('\n\n');
		process.stdout.write(`${whole}\n\n${goalTable({ parts: { [values.part]: { command, date: '', goals } } })}\n`);
		if (values.write) writeRun(values.part, command, { text: whole, goals });
		return 0;
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

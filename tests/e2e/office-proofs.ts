import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { createApp } from '../../app/index.ts';
import { ADMIN } from './office-people.ts';

/** How often the log of a data folder, which nobody has open, has each act: events of outcomes by their own names. */
export async function actsIn(dataDir: string): Promise<Readonly<Record<string, number>>> {
	const app = await createApp({ dataDir, workers: 1 });
	try {
		const { actor } = await app.signIn(ADMIN.name, ADMIN.password);
		const counts: Record<string, number> = {};
		for (const { event } of (await app.showAudit(actor, { limit: 1_000 })).entries) {
			const name = event.kind === 'outcomeMoved' ? event.event : event.kind;
			counts[name] = (counts[name] ?? 0) + 1;
		}
		return counts;
	} finally {
		await app.close();
	}
}

/** What an exported ZIP says about itself, and the SHA-256 of each PDF that is really in it. */
export async function openExport(path: string) {
	const files = unzipSync(await readFile(path));
	const manifest: unknown = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString());
	const pdfs = Object.entries(files).filter(([name]) => name.endsWith('.pdf'));
	return { manifest, pdfs: pdfs.map(([, bytes]) => createHash('sha256').update(bytes).digest('hex')) };
}

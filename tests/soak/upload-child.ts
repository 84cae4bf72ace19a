import { setTimeout } from 'node:timers/promises';
import { openCore } from '../../app/open-core.ts';
import { countOutcomes, listJobs, listOrgUnits } from '../../db/index.ts';

/**
 * The uploader, in a process of its own, to be killed: opens the data folder and runs its jobs in the background, as a host does,
 * until none is open any more. Writes a line for every journal point: its name, how many outcomes were stored in this life, the
 * resident memory in bytes, the processor time so far in ms; first of all `open` with how many were stored before. Arguments:
 * the data folder.
 */
const [dataDir = ''] = process.argv.slice(2);
let stored = 0;
function tell(point: string, count: number): void {
	const { user, system } = process.cpuUsage();
	process.stdout.write(`${point} ${count} ${process.memoryUsage.rss()} ${(user + system) / 1000}\n`);
}
const { core, close } = await openCore({
	dataDir,
	deliveryPolicy: {
		leastMs: 20,
		firstMs: 100,
		longestMs: 2_000,
		longestRetryAfterMs: 500,
		sends: 50,
		unanswered: 1_000,
	},
	onJournalPoint(point) {
		if (point === 'outcomeStored') stored += 1;
		tell(point, stored);
	},
});
const scope = (await listOrgUnits(core.db)).map(({ id }) => id);
const before = (await countOutcomes(core.db, scope)).stored ?? 0;
tell('open', before);
core.jobs.start();
while ((await listJobs(core.db, { kind: 'upload', states: ['queued', 'running'], limit: 1 })).length > 0) {
	await setTimeout(200);
}
await close();

// A clerk's hours at the stacks, in a process of its own that tests kill: scans, lays pages out, undoes, finishes, as a seed says.
// Arguments: data folder, seed, rounds. SOHOA_KILL_AT=<point>:<n> ends it at the n-th passing of a journal point.
import { createApp, type JournalPoint } from '../../app/index.ts';
import { type AccountActor, isFault, type Stack, type StackEdit } from '../../domain/index.ts';
import { CLERK } from './capture-clerk.ts';
import { seeded } from './random.ts';
import { STAND_IN_DEVICE } from './stand-in-scanner.ts';

const [dataDir = '', seed = '1', rounds = '1'] = process.argv.slice(2);
const random = seeded(Number(seed));
const below = (limit: number): number => Math.floor(random() * limit);

function journalHook(): (point: JournalPoint) => void {
	const [wanted, count = '1'] = (process.env.SOHOA_KILL_AT ?? '').split(':');
	let left = Number(count);
	return (point) => {
		if (point === wanted && --left === 0) process.kill(process.pid, 'SIGKILL');
	};
}

const app = await createApp({ dataDir, workers: 1, onJournalPoint: journalHook() });
const { actor } = await app.signIn(CLERK.name, CLERK.password);
for (let round = 0; round < Number(rounds); round += 1) {
	await scan(actor);
	for (let edit = 0; edit < 8; edit += 1) await layOut(actor);
	await finishOne(actor);
}
await app.close();

async function scan(clerk: AccountActor): Promise<void> {
	await app.scanToStack(clerk, { device: STAND_IN_DEVICE, settings: { source: 'feeder', dpi: 200, colour: 'gray' } });
	while ((await app.showDesk(clerk)).scan?.running) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function stacksOf(clerk: AccountActor): Promise<readonly Stack[]> {
	const { stacks } = await app.showDesk(clerk);
	return Promise.all(stacks.map(({ id }) => app.showStack(clerk, id)));
}

/** One edit, or the undoing or doing again of one. */
async function layOut(clerk: AccountActor): Promise<void> {
	const choice = random();
	if (choice < 0.15) await app.undoEdit(clerk);
	else if (choice < 0.25) await app.redoEdit(clerk);
	else {
		const edit = someEdit(await stacksOf(clerk));
		if (edit !== undefined) await app.editStacks(clerk, edit);
	}
}

function someEdit(stacks: readonly Stack[]): StackEdit | undefined {
	const stack = stacks[below(stacks.length)];
	const page = stack?.pages[below(stack.pages.length)];
	if (stack === undefined || page === undefined) return undefined;
	const other = stacks.find(({ id }) => id !== stack.id);
	const at = { stackId: stack.id, pages: [page.id] };
	const edits: readonly StackEdit[] = [
		{ ...at, kind: 'turn', by: 90 },
		{ ...at, kind: 'move', to: 0 },
		{ ...at, kind: 'use', use: (['aside', 'blank', 'page'] as const)[below(3)] ?? 'page' },
		{ kind: 'cut', stackId: stack.id, page: page.id, on: true },
		{ kind: 'expect', stackId: stack.id, count: below(9) },
		...(other === undefined ? [] : [{ kind: 'merge', stackId: stack.id, into: other.id } as const]),
	];
	return edits[below(edits.length)];
}

async function finishOne(clerk: AccountActor): Promise<void> {
	const stacks = await stacksOf(clerk);
	const stack = stacks[below(stacks.length)];
	if (stack === undefined) return;
	await app.finishStack(clerk, stack.id).catch((error: unknown) => {
		// One paper of it has only blank pages, or all is set aside.
		if (!isFault(error)) throw error;
	});
	await app.finishJobs();
}

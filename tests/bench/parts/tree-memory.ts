import { readdirSync, readFileSync } from 'node:fs';

/** Memory of a process and all below it, bytes. */
export type TreeMemory = {
	/** Proportional set size: a page that two processes share counts half in each, so that the sum is what they really hold. */
	readonly pss: number;
	/** Resident set size, shared pages counted in each. */
	readonly rss: number;
};

/** What `root` and its descendants hold now; zeros where it is gone or /proc is absent. */
export function treeMemory(root: number): TreeMemory {
	const below = childrenOf();
	const add = (pid: number): TreeMemory =>
		(below.get(pid) ?? []).map(add).reduce((a, b) => ({ pss: a.pss + b.pss, rss: a.rss + b.rss }), ownMemory(pid));
	return add(root);
}

function childrenOf(): ReadonlyMap<number, readonly number[]> {
	const children = new Map<number, number[]>();
	for (const pid of processes()) {
		try {
			const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
			// After the command's name, which may hold spaces: state, then the parent.
			const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
			children.set(parent, [...(children.get(parent) ?? []), pid]);
		} catch {
			// It ended while we looked.
		}
	}
	return children;
}

function processes(): readonly number[] {
	try {
		return readdirSync('/proc')
			.filter((name) => /^\d+$/u.test(name))
			.map(Number);
	} catch {
		return [];
	}
}

function ownMemory(pid: number): TreeMemory {
	try {
		const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
		const kilobytes = (name: string): number =>
			Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(rollup)?.[1] ?? 0);
		return { pss: kilobytes('Pss') * 1024, rss: kilobytes('Rss') * 1024 };
	} catch {
		return { pss: 0, rss: 0 };
	}
}

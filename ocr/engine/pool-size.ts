import { availableParallelism } from 'node:os';

/** MB left to everything else: the host, the pictures under way, the database. */
const RESERVED_MB = 1024;
/** Measured 2026: a worker takes some 200 MB on A4 at 300 dpi. */
const WORKER_MB = 250;
/** More workers than this gain little and take memory (NAPS2 does the same up to 16 cores). */
const MOST_WORKERS = 8;

/**
 * How many workers fit this machine: one a core, as far as memory goes, 1 to 8.
 *
 * @param cores usable cores. @param freeMb memory that this process may still take, MB (honours a container's limit).
 */
export function poolSize(
	cores: number = availableParallelism(),
	freeMb: number = process.availableMemory() / 2 ** 20,
): number {
	return Math.max(1, Math.min(cores, Math.floor((freeMb - RESERVED_MB) / WORKER_MB), MOST_WORKERS));
}

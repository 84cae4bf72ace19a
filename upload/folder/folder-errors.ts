import { Fault } from '../../domain/index.ts';

/** The code of a system error, or `undefined`. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const FORBIDDEN: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);
/** A drive that was pulled, a share that is away, a path that is no folder. */
const AWAY: ReadonlySet<string> = new Set([
	'ENOENT',
	'ENOTDIR',
	'EIO',
	'ESTALE',
	'ENXIO',
	'ENODEV',
	'ETIMEDOUT',
	'EHOSTDOWN',
	'EHOSTUNREACH',
	'ENOTCONN',
	'EBUSY',
]);

/** A system error of the repository's folder as a fault; a fault as it is; `undefined`: a bug. */
export function folderFault(error: unknown): Fault | undefined {
	if (error instanceof Fault) return error;
	const code = errorCode(error) ?? '';
	if (FULL.has(code)) return new Fault('repositoryFull', {}, error);
	if (FORBIDDEN.has(code)) return new Fault('repositoryRefused', { status: code }, error);
	return AWAY.has(code) ? new Fault('repositoryUnreachable', { reason: code }, error) : undefined;
}

import { readFileSync, realpathSync } from 'node:fs';

/**
 * File systems of other machines, as `/proc/mounts` names them. SQLite's WAL needs memory shared between processes and true
 * locks, which these do not give (sqlite.org/wal.html; paperless-ngx issue 3492).
 */
const NETWORK_TYPES: ReadonlySet<string> = new Set([
	'nfs',
	'nfs4',
	'cifs',
	'smb3',
	'smbfs',
	'ncpfs',
	'afs',
	'9p',
	'ceph',
	'glusterfs',
	'lustre',
	'beegfs',
	'davfs',
	'fuse.sshfs',
	'fuse.rclone',
	'fuse.davfs2',
	'fuse.ceph',
	'fuse.glusterfs',
	'fuse.gvfsd-fuse',
	'fuse.smbnetfs',
	'fuse.s3fs',
]);

/** Whether the folder (which must exist) lies on another machine. Linux: the mount table. Windows: UNC paths, and drive letters mapped to them. */
export function isOnNetwork(folder: string, platform: NodeJS.Platform = process.platform): boolean {
	// On Windows the native call answers a mapped drive letter with the UNC path behind it.
	const real = realpathSync.native(folder);
	if (platform === 'win32') return isUncPath(folder) || isUncPath(real);
	if (platform === 'linux') return isNetworkMount(real, readFileSync('/proc/mounts', 'utf8'));
	return false;
}

/** Whether a Windows path names a share: `\\server\share`, `//server/share`, `\\?\UNC\server\share`; not `\\?\C:\`. */
export function isUncPath(path: string): boolean {
	const slashed = path.replaceAll('/', '\\');
	if (/^\\\\[?.]\\/.test(slashed)) return /^\\\\[?.]\\unc\\/i.test(slashed);
	return slashed.startsWith('\\\\');
}

/** Whether the mount that holds `path` is of a network type. `mounts`: the text of `/proc/mounts`; of two mounts on one point the later counts. */
export function isNetworkMount(path: string, mounts: string): boolean {
	let best = { point: '', type: '' };
	for (const line of mounts.split('\n')) {
		const [, rawPoint, type] = line.split(' ');
		if (rawPoint === undefined || type === undefined) continue;
		const point = unescapeMount(rawPoint);
		if (holds(point, path) && point.length >= best.point.length) best = { point, type };
	}
	return NETWORK_TYPES.has(best.type);
}

function holds(point: string, path: string): boolean {
	return point === '/' || path === point || path.startsWith(`${point}/`);
}

/** `/proc/mounts` writes blanks and backslashes as octal (getmntent(3)); anything but ASCII is left as bytes of UTF-8. */
function unescapeMount(point: string): string {
	return point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

import { join } from 'node:path';

type Place = {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly platform: NodeJS.Platform;
	/** Electron's `userData`. */
	readonly userData: string;
};

/**
 * Where the data lies: `SOHOA_DATA`, else below the user's own folder. On Windows the local one: the roaming one is copied
 * over the network at sign-out.
 */
export function dataFolderOf({ env, platform, userData }: Place): string {
	const named = env.SOHOA_DATA;
	if (named !== undefined && named !== '') return named;
	const local = platform === 'win32' ? env.LOCALAPPDATA : undefined;
	return local === undefined ? join(userData, 'data') : join(local, 'Sohoa', 'data');
}

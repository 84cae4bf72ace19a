import { spawn } from 'node:child_process';

/**
 * Opens `url` in the person's browser. Answers with the command that did, or `undefined` where there is none to start (a server
 * without a screen): the link can still be opened by hand.
 */
export function openInBrowser(url: string): Promise<string | undefined> {
	if (!hasScreen(process.platform, process.env)) return Promise.resolve(undefined);
	const [command, ...args] = browserCommand(process.platform, url);
	return new Promise((resolve) => {
		const child = spawn(command, args, { detached: true, stdio: 'ignore' });
		child.once('error', () => resolve(undefined));
		child.once('spawn', () => {
			child.unref();
			resolve(command);
		});
	});
}

/** Whether there is anything to open a window on: `xdg-open` starts, and does nothing, without. */
export function hasScreen(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): boolean {
	const unix = platform !== 'win32' && platform !== 'darwin';
	return !unix || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/** The command that opens a URL, by platform; never through a shell. */
export function browserCommand(platform: NodeJS.Platform, url: string): readonly [string, ...string[]] {
	switch (platform) {
		case 'win32':
			return ['rundll32.exe', 'url.dll,FileProtocolHandler', url];
		case 'darwin':
			return ['open', url];
		default:
			return ['xdg-open', url];
	}
}

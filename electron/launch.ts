/** Switches that would let another program read or steer the pages. Node's own (`--inspect`) are off by a fuse. */
const OPENING_SWITCHES = [
	'remote-debugging-port',
	'remote-debugging-pipe',
	'remote-allow-origins',
	'disable-web-security',
	'disable-site-isolation-trials',
	'load-extension',
] as const;

/** Whether a packaged workstation was started with a switch that opens it; while developing and in tests they are needed. */
export function isOpened(packaged: boolean, hasSwitch: (name: string) => boolean): boolean {
	return packaged && OPENING_SWITCHES.some(hasSwitch);
}

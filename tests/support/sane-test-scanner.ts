import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The device that SANE's own `test` driver announces first. */
export const TEST_DEVICE = 'test:0';

/** Whether SANE's programs are on this machine (package sane-utils; its `test` driver comes with the library). */
export const hasSane = spawnSync('scanimage', ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * The environment in which SANE finds its `test` driver and nothing else, configured by a folder of the test's own. The window of the
 * virtual scanner is 300 × 300 mm, it shows a colour pattern.
 *
 * @param atEnd is given what takes the folder away; by default it goes with the test.
 * @param lines more lines for `test.conf` (`read-status-code "SANE_STATUS_JAMMED"`, `read-delay true`, …).
 */
export function saneTestEnvironment(
	lines: readonly string[] = [],
	atEnd: (dispose: () => void) => void = onTestFinished,
): NodeJS.ProcessEnv {
	const folder = mkdtempSync(join(tmpdir(), 'sohoa-sane-'));
	atEnd(() => rmSync(folder, { recursive: true, force: true }));
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'dll.conf'), 'test\n');
	const usual = ['number_of_devices 2', 'geometry_max 300.0', 'test-picture "Color pattern"'];
	writeFileSync(join(folder, 'test.conf'), `${[...usual, ...lines].join('\n')}\n`);
	return { ...process.env, SANE_CONFIG_DIR: folder };
}

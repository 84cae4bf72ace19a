import { expect } from 'vitest';
import type { Host } from './electron-host.ts';

type Kill = {
	/** The moment; at once when absent. It passes after ten seconds at the latest. */
	readonly when?: () => Promise<boolean>;
	/** Whether the person leaves the notice that it is back where it is, and goes on; by default they close it. */
	readonly leaveNotice?: boolean;
};

/** Ends the core as no program can prevent, sees that it is said, and waits for the next one. */
export async function killCore({ page, corePid }: Host, { when, leaveNotice }: Kill = {}): Promise<void> {
	const before = await corePid();
	const latest = performance.now() + 10_000;
	while (when !== undefined && !(await when()) && performance.now() < latest) await new Promise(setImmediate);
	process.kill(before, 'SIGKILL');
	await page.locator('[data-host=back]').waitFor();
	expect(await corePid()).not.toBe(before);
	if (leaveNotice) return;
	await page.locator('[data-host=back]').getByRole('button').press('Enter');
	await page.locator('[data-host]').waitFor({ state: 'detached' });
}

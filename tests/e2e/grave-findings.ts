import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical findings, each with where it is. The page's policy allows no foreign script: axe runs as the debugger's. */
export async function graveFindings(page: Page): Promise<readonly string[]> {
	const session = await page.context().newCDPSession(page);
	await session.send('Runtime.evaluate', { expression: AXE });
	const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
		expression: "axe.run(document, { resultTypes: ['violations'] })",
		awaitPromise: true,
		returnByValue: true,
	});
	await session.detach();
	if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? 'axe failed');
	const { violations } = result.value as AxeResults;
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' | ')}`);
}

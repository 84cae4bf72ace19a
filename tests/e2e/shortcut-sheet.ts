import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { shot } from './workplace.ts';

/**
 * Opens the sheet of shortcuts by F1, proves that it lists every key that is shown on the screen behind it, that no key stands there
 * twice for the same place, and closes it.
 *
 * @param picture the name of a picture of it, for who wants to see it.
 * @returns what each key does, by its caption; with several of a name, all.
 */
export async function readSheet(page: Page, picture?: string): Promise<ReadonlyMap<string, readonly string[]>> {
	const shown = await page
		.locator('#root')
		.locator('kbd, .kbd')
		.filter({ visible: true })
		.evaluateAll((keys) => keys.map((key) => key.textContent));
	await page.keyboard.press('F1');
	const sheet = page.locator('.shortcut-sheet');
	await sheet.waitFor();
	if (picture !== undefined) await shot(page, picture);
	const listed = await sheet.locator('section').evaluateAll((groups) =>
		groups.flatMap((group) =>
			[...group.querySelectorAll('dl > div')].flatMap((line) =>
				[...line.querySelectorAll('kbd')].map((key) => ({
					group: group.getAttribute('data-group'),
					key: key.textContent,
					label: line.querySelector('dd')?.textContent ?? '',
				})),
			),
		),
	);
	const keys = listed.map(({ key }) => key);
	expect(shown.filter((key) => !keys.includes(key))).toEqual([]);
	expect(twice(listed.map(({ group, key }) => `${group} ${key}`))).toEqual([]);
	// What acts wherever the focus is. Enter and Space are also those of the button that has it.
	const anywhere = listed.filter(({ group, key }) => group !== 'list' && group !== 'fields' && key !== 'Enter');
	expect(twice(anywhere.map(({ key }) => key))).toEqual([]);
	expect(listed.filter(({ label }) => label === '')).toEqual([]);
	await page.keyboard.press('Escape');
	await sheet.waitFor({ state: 'hidden' });
	return new Map(keys.map((key) => [key, listed.filter((one) => one.key === key).map(({ label }) => label)]));
}

function twice(names: readonly string[]): readonly string[] {
	return names.filter((name, index) => names.indexOf(name) !== index);
}

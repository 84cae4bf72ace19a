import type { Browser, Page } from 'playwright-core';
import type { Measure } from './figures.ts';
import { type Entry, ROWS, sitDown } from './measure-start.ts';
import type { Served } from './served.ts';
import { goFor, pressFor, typeForEcho } from './stopwatch.ts';

/** What an archivist types: names, numbers, with and without accents; all of it is there. */
const TYPED = [
	'nguyen thi lan',
	'Trần Đức',
	'giay phep xay dung',
	'12/',
	'GPXD',
	'34',
	'H14.2',
	'ket hon',
	'khai sinh pham',
	'dat',
];

/** Where each role finds a list, and what stands there when it can be used. */
const SECTIONS = [
	['clerk', 'verify', '.outcomes .ant-table-row .row-link', 'Kiểm tra: what waits'],
	['clerk', 'sign', '.desk tbody tr', 'Ký: what is to be signed'],
	['clerk', 'overview', '.overview .panels', 'Tổng quan: figures'],
	['supervisor', 'approve', '.review-table .row-link', 'Duyệt: the queue'],
	['supervisor', 'audit', '.audit .ant-table-row', 'Nhật ký: the log'],
	['registrar', 'agency', '.desk tbody tr', 'Văn thư: what is to be signed'],
	['registrar', 'uploads', '.uploads tbody tr', 'Gửi: the queue'],
	['archivist', 'outcomes', ROWS, 'Tra cứu: browse, with the counts asked for'],
] as const;
const VISITS = 8;

/** Typing in the search box, and the way to each list. */
export async function measureLists(browser: Browser, served: Served, entry: Entry): Promise<readonly Measure[]> {
	return [...(await measureSearch(browser, served, entry)), ...(await measureSections(browser, served, entry))];
}

async function measureSearch(browser: Browser, served: Served, entry: Entry): Promise<readonly Measure[]> {
	const page = await sitDown(browser, served, entry, 'archivist', 'outcomes');
	await page.locator(ROWS).first().waitFor();
	const box = page.getByRole('searchbox', { name: 'Tìm kết quả' });
	const rows: number[] = [];
	const echo: number[] = [];
	for (const text of TYPED) {
		await box.fill('');
		await box.focus();
		echo.push(...(await typeForEcho(page, text.slice(0, -1))));
		// Rows that name the whole text in their links are the answer to the last key, not to one before.
		const words = new URLSearchParams({ q: text });
		rows.push(await pressFor(page, text.slice(-1), `${ROWS}[href*="?${words}"]`));
	}
	await page.context().close();
	const part = 'Search while typing';
	return [
		{ part, name: 'letter on the screen, in the search box', values: echo, goal: { of: 'p95', most: 50 } },
		{
			part,
			name: 'last key to the rows on the screen (a pause of 120 ms is part of it)',
			values: rows,
			goal: { of: 'p95', most: 400 },
		},
	];
}

async function measureSections(browser: Browser, served: Served, entry: Entry): Promise<readonly Measure[]> {
	const measures: Measure[] = [];
	for (const [role, section, selector, name] of SECTIONS) {
		const page = await sitDown(browser, served, entry, role, section);
		await page.locator(selector).first().waitFor();
		const values: number[] = [];
		for (let n = 0; n < VISITS; n += 1) values.push(await visit(page, section, selector));
		await page.context().close();
		measures.push({ part: 'To a list, from elsewhere', name, values, goal: { of: 'p95', most: 500 } });
	}
	return measures;
}

/** From another section to this one, with nothing kept from the last visit. */
async function visit(page: Page, section: string, selector: string): Promise<number> {
	await page.goto(
		`${new URL(page.url()).origin}/?${performance.now()}#/${section === 'outcomes' ? 'overview' : 'outcomes'}`,
	);
	await page
		.locator(section === 'outcomes' ? '.overview .panels' : ROWS)
		.first()
		.waitFor();
	// The other screens' code is fetched half a second after the first one stands.
	await page.waitForLoadState('networkidle');
	return goFor(page, `#/${section}`, selector);
}

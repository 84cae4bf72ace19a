import { describe, expect, it } from 'vitest';
import {
	indexOutcome,
	insertOrgUnit,
	newId,
	orgUnitScope,
	rebuildSearchIndex,
	type SearchQuery,
	searchOutcomes,
	updateOutcome,
} from '../../../db/index.ts';
import type { OrgUnitId } from '../../../domain/index.ts';
import { AT, addOutcome, makeOffice, type OutcomeText, openTemp } from './support.ts';

async function library(texts: Readonly<Record<string, OutcomeText>>) {
	const db = await openTemp();
	const office = await makeOffice(db);
	const names = new Map<string, string>();
	const ids = new Map<string, Awaited<ReturnType<typeof addOutcome>>>();
	for (const [name, text] of Object.entries(texts)) {
		const added = await db.write((tx) => addOutcome(tx, office, text));
		names.set(added.outcome.id, name);
		ids.set(name, added);
	}
	const find = async (text: string, more: Partial<SearchQuery> = {}) => {
		const page = await searchOutcomes(db, { scope: [office.unit], text, limit: 20, ...more });
		return page.hits.map((hit) => names.get(hit.outcome.id));
	};
	return { db, office, find, ids };
}

describe('search', () => {
	it('finds words with and without marks, whatever the form, the tone place and the đ', async () => {
		const { find } = await library({
			a: { body: 'Quyết định về việc cấp giấy phép xây dựng tại phường Hoà Bình, đường Điện Biên Phủ' },
			b: { body: 'Giấy xác nhận tình trạng hôn nhân' },
		});
		for (const query of [
			'quyet dinh',
			'Quyết định',
			'QUYẾT ĐỊNH'.normalize('NFD'),
			'hòa bình',
			'hoa binh',
			'dien bien phu',
			'Điện',
			'dựng xây',
		]) {
			expect([query, await find(query)]).toEqual([query, ['a']]);
		}
		expect(await find('xac nhan')).toEqual(['b']);
		expect(await find('xác thực')).toEqual([]);
	});

	it('finds numbers whole and in part, with or without slash, blank, leading zero', async () => {
		const { find } = await library({
			a: { fields: { documentNumber: '123/QĐ-UBND' } },
			b: { fields: { documentNumber: '12/QĐ-UBND' } },
			c: { fields: { documentNumber: '01779/GP-SXD' } },
		});
		expect(await find('123/QĐ-UBND')).toEqual(['a']);
		expect(await find('12/QĐ')).toEqual(['b']);
		expect(await find('12 qd')).toEqual(['b']);
		expect(await find('12')).toEqual(['b', 'a']);
		expect(await find('1779')).toEqual(['c']);
		expect(await find('01779/GP')).toEqual(['c']);
		expect(await find('qd-ubnd')).toEqual(['b', 'a']);
	});

	it('ranks number before fields before body, and exact marks before others', async () => {
		const { find } = await library({
			number: { fields: { documentNumber: '77/KH' } },
			field: { fields: { subject: 'Theo văn bản 77/KH' } },
			body: { body: '77/KH '.repeat(50) },
			ma: { body: 'ông Nguyễn Văn Mã' },
			mà: { body: 'ông Nguyễn Văn Mà' },
		});
		expect(await find('77/KH')).toEqual(['number', 'field', 'body']);
		expect(await find('mã')).toEqual(['ma', 'mà']);
		expect(await find('mà')).toEqual(['mà', 'ma']);
	});

	it('filters by kind, state and issue date, and leaves out discarded ones', async () => {
		const { db, find, ids } = await library({
			a: { kind: 'licence', body: 'chung', fields: { issueDate: '2026-05-01' } },
			b: { kind: 'decision', body: 'chung', fields: { issueDate: '2026-06-30' } },
			c: { kind: 'decision', body: 'chung' },
		});
		expect(await find('chung')).toEqual(['c', 'b', 'a']);
		expect(await find('chung', { kinds: ['licence'] })).toEqual(['a']);
		expect(await find('chung', { from: '2026-05-01', to: '2026-06-29' })).toEqual(['a']);
		expect(await find('chung', { from: '2026-05-02' })).toEqual(['b']);
		expect(await find('30/06/2026')).toEqual(['b']);
		const c = ids.get('c')?.outcome;
		if (c === undefined) throw new Error('c');
		const state = { kind: 'discarded', act: { by: c.clerkId, at: AT }, reason: 'scan nhầm' } as const;
		await db.write((tx) => updateOutcome(tx, c, { state, kind: 'licence' }, AT));
		expect(await find('chung')).toEqual(['b', 'a']);
		expect(await find('chung', { states: ['discarded'], kinds: ['licence'] })).toEqual(['c']);
	});

	it('shows and counts only what lies in the scope', async () => {
		const db = await openTemp();
		const top = await makeOffice(db, 'H99');
		const below = await makeOffice(db, 'H99.1', top.unit);
		const beside = await makeOffice(db, 'H98');
		for (const office of [top, below, beside]) await db.write((tx) => addOutcome(tx, office, { body: 'đất đai' }));
		const count = async (scope: readonly OrgUnitId[]) =>
			(await searchOutcomes(db, { scope, text: 'dat dai', limit: 10 })).total;
		expect(await count(await orgUnitScope(db, top.unit))).toBe(2);
		expect(await count(await orgUnitScope(db, below.unit))).toBe(1);
		expect(await count([])).toBe(0);
		const many = await db.write(async (tx) => {
			const ids: OrgUnitId[] = [];
			for (let i = 0; i < 70; i += 1) {
				const id = newId<OrgUnitId>();
				await insertOrgUnit(tx, { id, name: 'Tổ', agencyCode: `T${i}` }, AT);
				ids.push(id);
			}
			return ids;
		});
		expect(await count([...many, beside.unit])).toBe(1);
	});

	it('pages without losing or repeating', async () => {
		const { db, office } = await library(
			Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`${i}`, { body: 'giấy phép' }])),
		);
		const seen: string[] = [];
		let after: string | undefined;
		do {
			const page = await searchOutcomes(db, {
				scope: [office.unit],
				text: 'giay phep',
				limit: 10,
				...(after && { after }),
			});
			expect([page.total, page.more]).toEqual([25, false]);
			seen.push(...page.hits.map((hit) => hit.outcome.id));
			after = page.next;
		} while (after !== undefined);
		expect(new Set(seen).size).toBe(25);
	});

	it('marks the hit in the original text', async () => {
		const text = `${'Căn cứ Luật Tổ chức chính quyền địa phương. '.repeat(20)}Xét đề nghị của ông Trần Văn Hoà tại đường Đê La Thành. ${'Hết. '.repeat(100)}`;
		const { db, office } = await library({ a: { body: text } });
		const page = await searchOutcomes(db, { scope: [office.unit], text: 'hòa de la', limit: 1 });
		const snippet = page.hits[0]?.snippet;
		expect(snippet?.marks.map(({ start, end }) => snippet.text.slice(start, end))).toEqual(['đề', 'Hoà', 'Đê', 'La']);
		expect(snippet?.text.length).toBeLessThan(200);
	});

	it('faults on nothing to look for', async () => {
		const { find } = await library({});
		for (const text of ['', '   ', '*', '"', '/-.,', '%_']) {
			await expect(find(text)).rejects.toMatchObject({ code: 'searchEmpty' });
		}
	});

	it('forgets the old text when an outcome is indexed again, and can be built anew', async () => {
		const { db, find, ids } = await library({ a: { body: 'đất đai' }, b: { body: 'rừng núi' } });
		const a = ids.get('a')?.outcome.id;
		if (a === undefined) throw new Error('a');
		await db.write((tx) => indexOutcome(tx, a, 'biển đảo'));
		expect([await find('dat dai'), await find('bien dao'), await find('rung')]).toEqual([[], ['a'], ['b']]);
		expect(await rebuildSearchIndex(db)).toBe(2);
		expect([await find('dat dai'), await find('bien dao'), await find('rung')]).toEqual([[], ['a'], ['b']]);
	});
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentPath, pagePath, parseResourcePath } from '../../../contract/index.ts';
import { asId, type OutcomeId } from '../../../domain/ids.ts';

const id = asId<OutcomeId>('01936f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0e');

describe('resource paths', () => {
	it('reads back what it builds', () => {
		expect(parseResourcePath(documentPath(id))).toEqual({ kind: 'document', outcomeId: id });
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 9_999 }), (page) => {
				expect(parseResourcePath(pagePath(id, page))).toEqual({ kind: 'page', outcomeId: id, page });
			}),
		);
	});

	it.each([
		`/resource/outcomes/${id}/page/01`,
		`/resource/outcomes/${id}/page/-1`,
		`/resource/outcomes/${id}/page/10000`,
		`/resource/outcomes/${id}/page/`,
		`/resource/outcomes/${id}/document/`,
		`/resource/outcomes/${id}/../${id}/document`,
		`/resource/outcomes/%2e%2e/document`,
		`/resource/outcomes/${id.toUpperCase()}/document`,
		`/resource/outcomes/${id.replace('-7b3c', '-4b3c')}/document`,
		`//resource/outcomes/${id}/document`,
		'/resource/',
	])('takes no other spelling: %s', (path) => {
		expect(parseResourcePath(path)).toBeUndefined();
	});
});

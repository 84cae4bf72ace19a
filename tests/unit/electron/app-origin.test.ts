import { describe, expect, it } from 'vitest';
import { documentPath, pagePath } from '../../../contract/index.ts';
import { asId, type OutcomeId } from '../../../domain/ids.ts';
import { isDocument, isOurs, ORIGIN, rendererFile } from '../../../electron/app-origin.ts';

const id = asId<OutcomeId>('01936f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0e');

describe('isOurs', () => {
	it('knows our pages', () => {
		expect(isOurs('sohoa://app')).toBe(true);
		expect(isOurs('sohoa://app/#/outcomes')).toBe(true);
	});

	it.each([
		'sohoa://app.evil/',
		'sohoa://apple',
		'sohoa://evil/',
		'https://app/',
		'file:///etc/passwd',
		'about:blank',
		'',
	])('takes nothing else for ours: %s', (url) => {
		expect(isOurs(url)).toBe(false);
	});
});

describe('isDocument', () => {
	it('lets a document open in a window of its own, and nothing else', () => {
		expect(isDocument(`${ORIGIN}${documentPath(id)}`)).toBe(true);
		expect(isDocument(`${ORIGIN}${pagePath(id, 0)}`)).toBe(false);
		expect(isDocument(`${ORIGIN}/`)).toBe(false);
		expect(isDocument(`https://app${documentPath(id)}`)).toBe(false);
		expect(isDocument(`${ORIGIN}${documentPath(id)}?x`)).toBe(false);
	});
});

describe('rendererFile', () => {
	it('names built files', () => {
		expect(rendererFile('/')).toBe('index.html');
		expect(rendererFile('/icon.svg')).toBe('icon.svg');
		expect(rendererFile('/assets/index-C2Jvd-T7.css')).toBe('assets/index-C2Jvd-T7.css');
	});

	it.each([
		'/../package.json',
		'/assets/../../package.json',
		'/assets/..',
		'/.sources-sha256',
		'/%2e%2e/x',
		'/a\\b.js',
		'/C:/x.js',
		'//x.js',
		'/assets/a/b.js',
		'/x.js\u0000',
		'x.js',
		'',
	])('names nothing for %s', (path) => {
		expect(rendererFile(path)).toBeUndefined();
	});
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataFolderOf } from '../../../electron/data-folder.ts';
import { FIRST_STATE, readWindowState, writeWindowState } from '../../../electron/window-state.ts';

const desk = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 1280, height: 1000 };

let folder: string;
let path: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sohoa-window-'));
	path = join(folder, 'window.json');
});
afterEach(() => rm(folder, { recursive: true }));

describe('window state', () => {
	it('comes back as it was kept', () => {
		const state = { bounds: { x: 2000, y: 50, width: 1000, height: 700 }, maximized: false };
		writeWindowState(path, state);
		expect(readWindowState(path, [desk, second])).toEqual(state);
	});

	it('starts anew when its display is gone, or the window lay mostly outside', () => {
		const state = { bounds: { x: 2000, y: 50, width: 1000, height: 700 }, maximized: false };
		writeWindowState(path, state);
		expect(readWindowState(path, [desk])).toEqual(FIRST_STATE);
		writeWindowState(path, { ...state, bounds: { x: 100, y: -300, width: 1000, height: 700 } });
		expect(readWindowState(path, [desk])).toEqual(FIRST_STATE);
	});

	it.each(['', '{', 'null', '[]', '{"bounds":{"x":0,"y":0,"width":10,"height":10}}', '{"bounds":{"x":"0"}}'])(
		'starts anew from a broken file: %s',
		async (text) => {
			await writeFile(path, text);
			expect(readWindowState(path, [desk])).toEqual(FIRST_STATE);
		},
	);

	it('lives without a file, and with a disk that refuses', () => {
		expect(readWindowState(join(folder, 'none.json'), [desk])).toEqual(FIRST_STATE);
		expect(() => writeWindowState(join(folder, 'no', 'such', 'folder'), FIRST_STATE)).not.toThrow();
	});
});

describe('dataFolderOf', () => {
	it('takes the named folder, else a local one', () => {
		const userData = '/home/lan/.config/Sohoa';
		expect(dataFolderOf({ env: { SOHOA_DATA: '/srv/d' }, platform: 'linux', userData })).toBe('/srv/d');
		expect(dataFolderOf({ env: { SOHOA_DATA: '' }, platform: 'linux', userData })).toBe(join(userData, 'data'));
		const env = { LOCALAPPDATA: 'C:/Users/lan/AppData/Local' };
		expect(dataFolderOf({ env, platform: 'win32', userData })).toBe(join(env.LOCALAPPDATA, 'Sohoa', 'data'));
	});
});

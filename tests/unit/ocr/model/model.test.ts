import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEnginePool, type EnginePool } from '../../../../ocr/engine/index.ts';
import { type Model, VIETNAMESE, VIETNAMESE_PUBLISHED } from '../../../../ocr/engine/models.ts';
import { textImage } from '../engine/text-image.ts';

const FOLDER = join(import.meta.dirname, '../../../../ocr/model');
const LINES = ['Thửa đất ở rộng 120 m², của chung', 'khối lượng 45 m³, quyển sổ số 07/UBND-ĐC'];
let pool: EnginePool | undefined;
let away: string;

async function read(options: { readonly model?: Model; readonly modelDir?: string }): Promise<string> {
	pool = createEnginePool({ workers: 1, ...options });
	const { lines } = await pool.read(await textImage(LINES));
	return lines.map((line) => line.words.map((word) => word.text).join(' ')).join('\n');
}

beforeAll(async () => {
	away = await mkdtemp(join(tmpdir(), 'sohoa-model-'));
});
afterEach(async () => {
	await pool?.close();
	pool = undefined;
});
afterAll(() => rm(away, { recursive: true, force: true }));

describe('the Vietnamese models', () => {
	it.each([
		['own', VIETNAMESE, 'vie.traineddata'],
		['published', VIETNAMESE_PUBLISHED, 'published/vie.traineddata'],
	])('%s: the file is the one that is known, and its card names its hash', async (_, model, file) => {
		const bytes = await readFile(join(FOLDER, file));
		expect(createHash('sha256').update(bytes).digest('hex')).toBe(model.sha256);
		expect(bytes.length).toBe(model.byteLength);
		expect(await readFile(join(FOLDER, 'README.md'), 'utf8')).toContain(model.sha256);
	});

	it('reads the characters that the published model does not know', async () => {
		expect(await read({})).toBe(LINES.join('\n'));
	});

	it('can be exchanged for the published one', async () => {
		const text = await read({ model: VIETNAMESE_PUBLISHED });
		expect(text).toContain('quyển sổ số 07/UBND-ĐC');
		expect(text).not.toMatch(/[²³]/u);
	});

	it('refuses the published one in the place of its own', async () => {
		await cp(join(FOLDER, 'published/vie.traineddata'), join(away, 'vie.traineddata'));
		await expect(read({ modelDir: away })).rejects.toMatchObject({ code: 'languageDataDamaged' });
	});
});

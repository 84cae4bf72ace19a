import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const ROOT = join(import.meta.dirname, '../..');
const STAND_IN = join(ROOT, 'tests/support/stand-in-scanimage.mjs');
const NODE = join(ROOT, 'node_modules/.bin/node');

/**
 * The environment in which a program finds a scanner with one sheet of paper in it: a `scanimage` of its own, first in PATH. SANE's
 * own test driver shows a colour pattern, on which there is nothing to check.
 *
 * @param folder what is made for it lies there.
 * @param picture of the paper; the scan has its pixels, at 200 dpi.
 */
export async function scannerWith(folder: string, picture: string): Promise<NodeJS.ProcessEnv> {
	const bin = join(folder, 'bin');
	await mkdir(bin, { recursive: true });
	const page = join(folder, 'page.tif');
	const plain = sharp(picture).removeAlpha().toColourspace('srgb').withMetadata({ density: 200 });
	await plain.tiff({ compression: 'none', xres: 200 / 25.4, yres: 200 / 25.4 }).toFile(page);
	const program = join(bin, 'scanimage');
	await writeFile(program, `#!/bin/sh\nexec '${NODE}' '${STAND_IN}' "$@"\n`);
	await chmod(program, 0o755);
	return { PATH: `${bin}:${process.env.PATH}`, STAND_IN_SCENARIO: JSON.stringify({ page }) };
}

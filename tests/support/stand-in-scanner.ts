import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const ROOT = join(import.meta.dirname, '../..');
const STAND_IN = join(ROOT, 'tests/support/stand-in-scanimage.mjs');
const NODE = join(ROOT, 'node_modules/.bin/node');

/** The device that the stand-in announces. */
export const STAND_IN_DEVICE = 'twin:libusb:001:004';

/** What the stand-in does; see there. */
type Scenario = { readonly sheets?: number; readonly page?: string; readonly different?: boolean };

/** The environment in which a program finds the stand-in as `scanimage`, first in PATH. What is made for it lies in `folder`. */
export async function standInScanner(folder: string, scenario: Scenario): Promise<Record<string, string>> {
	const bin = join(folder, 'bin');
	await mkdir(bin, { recursive: true });
	const program = join(bin, 'scanimage');
	await writeFile(program, `#!/bin/sh\nexec '${NODE}' '${STAND_IN}' "$@"\n`);
	await chmod(program, 0o755);
	return { PATH: `${bin}:${process.env.PATH}`, STAND_IN_SCENARIO: JSON.stringify(scenario) };
}

/** Writes a picture of a paper as a scanner delivers it: a plain TIFF, here of 200 dpi. */
export async function writeScan(picture: string, path: string): Promise<void> {
	const perMm = 200 / 25.4;
	const plain = sharp(picture).removeAlpha().toColourspace('srgb');
	await plain.tiff({ compression: 'none', xres: perMm, yres: perMm, resolutionUnit: 'inch' }).toFile(path);
}

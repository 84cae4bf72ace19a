import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll } from 'vitest';

/** A folder that is gone after the test file. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'sohoa-scan-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Writes a fixture and gives its path. */
export function put(folder: string, name: string, bytes: Uint8Array | string): string {
	const path = join(folder, name);
	writeFileSync(path, bytes);
	return path;
}

/**
 * An invented page: black bars like lines of text and one block in the top left corner, so that every turn and mirror
 * image of it differs. `ink` colours the block.
 */
export function drawnPage(width: number, height: number, ink = '#000000'): Sharp {
	const bars = Array.from({ length: 8 }, (_, i) => {
		const y = Math.round(height * (0.3 + i * 0.07));
		return `<rect x="${width * 0.1}" y="${y}" width="${width * (0.8 - i * 0.05)}" height="${Math.ceil(height * 0.02)}"/>`;
	}).join('');
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>
<rect x="${width * 0.05}" y="${height * 0.05}" width="${width * 0.3}" height="${height * 0.1}" fill="${ink}"/><g shape-rendering="crispEdges">${bars}</g></svg>`;
	return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).removeAlpha();
}

/** The same page in 1-bit black and white, unpacked to one byte a pixel (0 or 255). */
export async function bilevelPixels(width: number, height: number): Promise<Buffer> {
	return drawnPage(width, height).toColourspace('b-w').threshold(128).raw().toBuffer();
}

/** Decoded pixels, 8-bit, for comparing. */
export async function pixelsOf(
	bytes: Uint8Array,
): Promise<{ data: Buffer; width: number; height: number; channels: number }> {
	const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height, channels: info.channels };
}

/** One page for {@link makeTiff}: uncompressed gray, or what `tags` make of `data`. */
export type TiffPage = {
	readonly width: number;
	readonly height: number;
	readonly data: Uint8Array;
	/** More tags, or others: tag → [type, values]; a RATIONAL is given as numerator and denominator. */
	readonly tags?: Readonly<Record<number, readonly [type: number, ...values: number[]]>>;
};

/** A TIFF of several pages, written byte by byte so that nothing under test takes part. */
export function makeTiff(pages: readonly TiffPage[], options: { bigEndian?: boolean; loop?: boolean } = {}): Buffer {
	const le = options.bigEndian !== true;
	const u16 = (v: number): Buffer => {
		const b = Buffer.alloc(2);
		if (le) b.writeUInt16LE(v);
		else b.writeUInt16BE(v);
		return b;
	};
	const u32 = (v: number): Buffer => {
		const b = Buffer.alloc(4);
		if (le) b.writeUInt32LE(v);
		else b.writeUInt32BE(v);
		return b;
	};
	const parts: Buffer[] = [Buffer.from(le ? 'II' : 'MM'), u16(42)];
	let at = 8;
	const directories = pages.map((page) => {
		const dataAt = at;
		const data = Buffer.concat([page.data, Buffer.alloc(page.data.length % 2)]);
		at += data.length;
		const tags: Record<number, readonly [number, ...number[]]> = {
			256: [4, page.width],
			257: [4, page.height],
			258: [3, 8],
			259: [3, 1],
			262: [3, 1],
			273: [4, dataAt],
			277: [3, 1],
			278: [4, page.height],
			279: [4, page.data.length],
			...page.tags,
		};
		const values: Buffer[] = [];
		const entries = Object.entries(tags)
			.toSorted(([a], [b]) => Number(a) - Number(b))
			.map(([tag, [type, ...numbers]]) => {
				const bytes = Buffer.concat(numbers.map((n) => (type === 3 ? u16(n) : u32(n))));
				const count = type === 5 ? numbers.length / 2 : numbers.length;
				let slot: Buffer;
				if (bytes.length <= 4) slot = Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]);
				else {
					slot = u32(at);
					values.push(bytes);
					at += bytes.length;
				}
				return Buffer.concat([u16(Number(tag)), u16(type), u32(count), slot]);
			});
		const directoryAt = at;
		at += 2 + entries.length * 12 + 4;
		return { directoryAt, body: Buffer.concat([data, ...values, u16(entries.length), ...entries]) };
	});
	const [first] = directories;
	parts.push(u32(first?.directoryAt ?? 0));
	for (const [i, directory] of directories.entries()) {
		const next = directories[i + 1]?.directoryAt ?? (options.loop === true ? (first?.directoryAt ?? 0) : 0);
		parts.push(directory.body, u32(next));
	}
	return Buffer.concat(parts);
}

/** A PNG header that names a size, with hardly any data behind it. */
export function pngBomb(width: number, height: number): Buffer {
	const header = Buffer.alloc(25);
	header.writeUInt32BE(13, 0);
	header.write('IHDR', 4, 'latin1');
	header.writeUInt32BE(width, 8);
	header.writeUInt32BE(height, 12);
	header.set([1, 0, 0, 0, 0], 16);
	return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), header, Buffer.alloc(64)]);
}

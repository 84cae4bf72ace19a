import { type ExifOrientation, isFault } from '../domain/index.ts';
import { memorySource } from './byte-source.ts';
import { toOrientation } from './orientation-tag.ts';
import type { ResolutionClaim } from './resolution.ts';
import { readNumbers, readTiff, TAG } from './tiff-directory.ts';
import { readTiffResolution } from './tiff-page.ts';

/** What an EXIF block says about how a picture lies and how large it is. */
export type ExifFacts = { readonly orientation: ExifOrientation; readonly claim: ResolutionClaim | undefined };

const NO_FACTS: ExifFacts = { orientation: 1, claim: undefined };
/** The first directory is the picture, the second its thumbnail. */
const MAX_DIRECTORIES = 8;

/** Reads an EXIF block (from its TIFF header on). A broken one says nothing: the picture itself may be whole. */
export async function readExif(block: Uint8Array): Promise<ExifFacts> {
	try {
		const file = await readTiff(memorySource(block), MAX_DIRECTORIES);
		const first = file.directories[0];
		if (first === undefined) return NO_FACTS;
		const [orientation] = await readNumbers(file, first, TAG.orientation);
		return { orientation: toOrientation(orientation), claim: await readTiffResolution(file, first) };
	} catch (error) {
		if (isFault(error)) return NO_FACTS;
		throw error;
	}
}

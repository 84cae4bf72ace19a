import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { PDFHexString, type PDFRef } from 'pdf-lib';
import type { ObjectSink } from '../object-sink.ts';
import type { EncodedPicture, PictureColour } from './encoded-picture.ts';

const deflateAsync = promisify(deflate);

/** Writes pictures and, once each, the colour profiles that they share. */
export type PictureObjects = { write(picture: EncodedPicture): Promise<PDFRef> };

/** Keeps the places of profiles already written; nothing of the pictures. */
export function createPictureObjects(sink: ObjectSink): PictureObjects {
	const profiles = new Map<string, PDFRef>();

	async function profileRef(profile: Uint8Array, components: 1 | 3): Promise<PDFRef> {
		const key = createHash('sha256').update(profile).digest('hex');
		const known = profiles.get(key);
		if (known !== undefined) return known;
		const bytes = await deflateAsync(profile);
		const ref = await sink.writeStream({ N: components, Filter: 'FlateDecode' }, bytes);
		profiles.set(key, ref);
		return ref;
	}

	async function colourSpace(colour: PictureColour) {
		switch (colour.kind) {
			case 'gray':
				return 'DeviceGray';
			case 'rgb':
				return 'DeviceRGB';
			case 'profiled':
				return ['ICCBased', await profileRef(colour.profile, colour.components)];
			case 'palette': {
				const triples = PDFHexString.of(Buffer.from(colour.rgb).toString('hex'));
				return ['Indexed', 'DeviceRGB', colour.rgb.length / 3 - 1, triples];
			}
		}
	}

	return {
		async write(picture) {
			return await sink.writeStream(
				{
					Type: 'XObject',
					Subtype: 'Image',
					Width: picture.widthPx,
					Height: picture.heightPx,
					ColorSpace: await colourSpace(picture.colour),
					BitsPerComponent: picture.bitsPerComponent,
					...filterOf(picture),
				},
				picture.bytes,
			);
		},
	};
}

function filterOf({ compression, widthPx, heightPx }: EncodedPicture) {
	switch (compression.kind) {
		case 'jpeg':
			return compression.colourTransform === undefined
				? { Filter: 'DCTDecode' }
				: { Filter: 'DCTDecode', DecodeParms: { ColorTransform: compression.colourTransform } };
		case 'flate':
			return { Filter: 'FlateDecode' };
		case 'g4':
			return {
				Filter: 'CCITTFaxDecode',
				DecodeParms: { K: -1, Columns: widthPx, Rows: heightPx, BlackIs1: compression.blackIsOne },
			};
	}
}

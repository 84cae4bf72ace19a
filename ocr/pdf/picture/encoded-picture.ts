/** Colours of an encoded picture. */
export type PictureColour =
	| { readonly kind: 'gray' }
	| { readonly kind: 'rgb' }
	/** The colours that `profile` (ICC, any version up to 4) gives to `components` channels. */
	| { readonly kind: 'profiled'; readonly components: 1 | 3; readonly profile: Uint8Array }
	/** Indices into RGB triples. */
	| { readonly kind: 'palette'; readonly rgb: Uint8Array };

/** A picture as a PDF image stream holds it. Size in px, as stored (no orientation applied). */
export type EncodedPicture = {
	readonly widthPx: number;
	readonly heightPx: number;
	readonly bytes: Uint8Array;
	readonly colour: PictureColour;
	readonly bitsPerComponent: 1 | 2 | 4 | 8;
	readonly compression: /** `colourTransform` 0: three channels that are RGB although the file carries no Adobe marker that says so. */
		| { readonly kind: 'jpeg'; readonly colourTransform?: 0 }
		/** CCITT Group 4. `blackIsOne`: runs called black are the light ones. */
		| { readonly kind: 'g4'; readonly blackIsOne: boolean }
		| { readonly kind: 'flate' };
};

import type { ExifOrientation } from '../domain/index.ts';

/** An orientation tag's number; 1 for anything outside 1-8. */
export function toOrientation(value: number | undefined): ExifOrientation {
	switch (value) {
		case 2:
		case 3:
		case 4:
		case 5:
		case 6:
		case 7:
		case 8:
			return value;
		default:
			return 1;
	}
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPdf } from '../../../sign/pdf/document.ts';
import { pageSpace } from '../../../sign/pdf/page-space.ts';
import { firstPage } from '../../../sign/pdf/pages.ts';

/** The space of a page with these entries, inherited ones on the node above it. */
function spaceOf(page: string, above = '') {
	let text = '%PDF-1.7\n';
	const rows = [
		'<</Type/Catalog/Pages 2 0 R>>',
		`<</Type/Pages/Kids[3 0 R]/Count 1 ${above}>>`,
		`<</Type/Page/Parent 2 0 R ${page}>>`,
	].map((object, i) => {
		const at = text.length;
		text += `${i + 1} 0 obj${object}endobj\n`;
		return `${String(at).padStart(10, '0')} 00000 n \n`;
	});
	text += `xref\n0 4\n0000000000 65535 f \n${rows.join('')}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF`;
	const pdf = openPdf(Buffer.from(text));
	return pageSpace(pdf, firstPage(pdf));
}

describe('pageSpace', () => {
	it.each([0, 90, 180, 270, -90, 450])('goes to user space and back at /Rotate %i', (rotate) => {
		const space = spaceOf(`/MediaBox[10 20 610 820]/CropBox[60 70 560 770]/Rotate ${rotate}/UserUnit 2`);
		const mm = fc.integer({ min: 0, max: 150 });
		fc.assert(
			fc.property(
				fc.tuple(
					mm,
					mm,
					mm.map((x) => x + 1),
					mm.map((x) => x + 1),
				),
				(box) => {
					const back = space.toDisplayed(space.toUser(box));
					back.forEach((value, i) => {
						expect(value).toBeCloseTo(box[i] ?? 0, 6);
					});
				},
			),
		);
		expect(space.toUser([0, 0, space.widthMm, space.heightMm]).map(Math.round)).toEqual([60, 70, 560, 770]);
	});

	it('puts the displayed top-left corner where the turn brings it', () => {
		const corner = (rotate: number) =>
			spaceOf(`/MediaBox[0 0 600 800]/Rotate ${rotate}`).toUser([0, 0, 10, 10]).map(Math.round);
		expect(corner(0)).toEqual([0, 772, 28, 800]);
		expect(corner(90)).toEqual([0, 0, 28, 28]);
		expect(corner(180)).toEqual([572, 0, 600, 28]);
		expect(corner(270)).toEqual([572, 772, 600, 800]);
	});

	it('takes boxes and turn from above, cuts the crop box to the page, and bears nonsense', () => {
		expect(spaceOf('', '/MediaBox[0 0 720 360]/Rotate 90')).toMatchObject({
			turn: 90,
			widthMm: expect.closeTo(127, 6),
			heightMm: expect.closeTo(254, 6),
		});
		expect(spaceOf('/MediaBox[0 0 720 720]/CropBox[-100 -100 360 9999]').widthMm).toBeCloseTo(127, 6);
		expect(spaceOf('/MediaBox[0 0 0 0]/CropBox[1]/Rotate(x)/UserUnit -1').widthMm).toBeCloseTo(215.9, 6);
	});
});

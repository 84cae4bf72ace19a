import { Fault } from '../../domain/fault.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { catalogOf, firstPage } from '../pdf/pages.ts';
import { readFields } from '../pdf/signature-fields.ts';
import { dictOf } from '../pdf/values.ts';
import { orDamaged } from '../read-pdf.ts';
import { restrictionsOf } from './restrictions.ts';

/** A field name that no lock names: locks on all fields, or on all but some, hold it. */
const NEW_FIELD = '';

/**
 * Whether a further signature may be added.
 *
 * @throws {Fault} `pdfCertified` when a signature forbids all changes (DocMDP or a lock at level 1), or locks every field;
 * `pdfDamaged` when there is no page to put a mark on.
 */
export function assertSignable(pdf: PdfDocument): void {
	orDamaged(() => {
		if (catalogOf(pdf) === undefined) throw new Fault('pdfDamaged');
		firstPage(pdf);
		for (const { value, dict } of readFields(pdf).signatures) {
			const signature = dictOf(pdf.resolve(value));
			if (signature === undefined) continue;
			const { noChanges, isLocked } = restrictionsOf(pdf, signature, dict);
			if (noChanges || isLocked(NEW_FIELD)) throw new Fault('pdfCertified');
		}
	});
}

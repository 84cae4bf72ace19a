import type { PdfDocument } from '../pdf/document.ts';
import { dictOf, isArray, isName, isString, type PdfDict, textOf } from '../pdf/values.ts';
import type { Step } from './difference.ts';

/** What a signature forbids those who come after it (ISO 32000-2, 12.8.2.2 and 12.8.2.4). */
export type Restrictions = {
	/** DocMDP level 1: nothing but validation data and document timestamps. */
	readonly noChanges: boolean;
	/** Whether a field of that name is locked. */
	isLocked(fieldName: string): boolean;
};

/** Whether a signature with these restrictions bears a step. */
export function bears(restrictions: Restrictions, step: Step): boolean {
	return step.signs.every(({ name, isTimestamp }) =>
		restrictions.noChanges ? isTimestamp : isTimestamp || !restrictions.isLocked(name),
	);
}

/** The restrictions that a signature dictionary and its field put on what follows. */
export function restrictionsOf(pdf: PdfDocument, signature: PdfDict, field: PdfDict): Restrictions {
	const references = pdf.get(signature, 'Reference');
	const transforms = isArray(references) ? references.items.map((item) => dictOf(pdf.resolve(item))) : [];
	const paramsOf = (method: string) => {
		const found = transforms.find((one) => one !== undefined && isName(pdf.get(one, 'TransformMethod'), method));
		return found && dictOf(pdf.get(found, 'TransformParams'));
	};
	const lock = dictOf(pdf.get(field, 'Lock'));
	const certified = paramsOf('DocMDP');
	const locks = [paramsOf('FieldMDP'), lock].filter((one) => one !== undefined);
	return {
		noChanges: [certified, lock].some((one) => one !== undefined && pdf.get(one, 'P') === 1),
		isLocked: (name) => locks.some((one) => isFieldLocked(pdf, one, name)),
	};
}

function isFieldLocked(pdf: PdfDocument, lock: PdfDict, name: string): boolean {
	const action = pdf.get(lock, 'Action');
	const fields = pdf.get(lock, 'Fields');
	const names = isArray(fields) ? fields.items.map((item) => pdf.resolve(item)) : [];
	const isNamed = names.some((one) => isString(one) && textOf(one) === name);
	if (isName(action, 'All')) return true;
	if (isName(action, 'Include')) return isNamed;
	return isName(action, 'Exclude') && !isNamed;
}

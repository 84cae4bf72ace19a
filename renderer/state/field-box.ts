import type { FieldName } from '../../domain/fields.ts';

/** The id of a field's box, to lead the focus to. */
export function boxId(field: FieldName): string {
	return `field-${field}`;
}

/** Leads the focus to a field's box. */
export function focusBox(field: FieldName | undefined): void {
	if (field !== undefined) document.getElementById(boxId(field))?.focus();
}

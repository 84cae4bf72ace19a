import { useTranslation } from 'react-i18next';
import { type FieldName, RECURRING_FIELDS } from '../../domain/fields.ts';
import { boxId } from './field-box.ts';
import { showValue } from './field-text.ts';
import type { useComparing } from './use-comparing.ts';
import { useKeys } from './use-keys.ts';

type Comparing = Pick<ReturnType<typeof useComparing>, 'focused' | 'corrections' | 'readingOf' | 'enter' | 'move'>;

/** Keys of the box that has the focus: Enter confirms what stands in it, Escape brings back what was kept, up and down only move. */
export function useFieldKeys({ focused, corrections, readingOf, enter, move }: Comparing): void {
	const { t } = useTranslation();
	const walk = { label: t('screen.verify.keys.fields'), held: true, typing: true };
	const restore = (field: FieldName): void => {
		const text = showValue(field, readingOf(field)?.value ?? '', t('screen.verify.indefinite'));
		corrections.type(field, { text });
	};
	useKeys(
		focused !== undefined && {
			Enter: { label: t('screen.verify.keys.confirm'), act: () => enter(focused), typing: true },
			ArrowDown: { ...walk, act: () => move(focused, 1) },
			ArrowUp: { ...walk, act: () => move(focused, -1) },
			F2: { label: t('screen.verify.keys.edit'), act: () => toEnd(focused) },
			Escape: { label: t('screen.verify.keys.restore'), act: () => restore(focused), typing: true },
			'alt+ArrowDown': RECURRING_FIELDS.includes(focused) && { label: t('screen.verify.keys.offers') },
		},
		{ group: 'fields', within: focused && `#${boxId(focused)}` },
	);
}

/** What stands in the box stays; typing goes on behind it. */
function toEnd(field: FieldName): void {
	const box = document.getElementById(boxId(field));
	if (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement) {
		box.setSelectionRange(box.value.length, box.value.length);
	}
}

import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredReadingView } from '../../contract/index.ts';
import { type FieldName, isHuman } from '../../domain/fields.ts';
import type { Draft } from '../state/append-word.ts';
import { showValue } from '../state/field-text.ts';
import { CertaintyMark } from './certainty-mark.tsx';

/** The id of a field's box, to lead the focus to. */
export function boxId(field: FieldName): string {
	return `field-${field}`;
}

type Props = {
	readonly field: FieldName;
	readonly reading: StoredReadingView | undefined;
	readonly draft: Draft | undefined;
	readonly confirmed: boolean;
	readonly open: boolean;
	/** A sentence about the value, read out with the box. */
	readonly note: string | undefined;
	/** The crop of the page, for the field that has the focus. */
	readonly crop: ReactNode;
	readonly onFocus: () => void;
	readonly onLeave: () => void;
	readonly onType: (text: string) => void;
	readonly onEnter: () => void;
	/** Up (-1) or down (1) to another box, nothing confirmed. */
	readonly onMove: (by: number) => void;
};

/** A field's box: Enter confirms what stands in it, Escape brings back what was kept, up and down only move. */
export function VerifyField(props: Props): ReactNode {
	const { field, reading, draft, note, crop, onType } = props;
	const { t } = useTranslation();
	const kept = showValue(field, reading?.value ?? '', t('screen.verify.indefinite'));
	const id = boxId(field);
	const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
		if (event.ctrlKey || event.altKey || event.nativeEvent.isComposing) return;
		const box = event.currentTarget;
		if (event.key === 'Enter') props.onEnter();
		else if (event.key === 'Escape') onType(kept);
		else if (event.key === 'F2') box.setSelectionRange(box.value.length, box.value.length);
		else if (event.key === 'ArrowDown') props.onMove(1);
		else if (event.key === 'ArrowUp') props.onMove(-1);
		else return;
		event.preventDefault();
	};
	return (
		<div className={props.open ? 'verify-field open' : 'verify-field'}>
			<label htmlFor={id}>{t(`field.${field}`)}</label>
			<FieldStanding {...props} />
			{crop}
			<textarea
				id={id}
				rows={1}
				spellCheck={false}
				value={draft?.text ?? kept}
				aria-describedby={`${id}-note ${id}-standing`}
				onFocus={(event) => {
					event.currentTarget.select();
					props.onFocus();
				}}
				onBlur={props.onLeave}
				onChange={(event) => onType(event.target.value.replaceAll('\n', ' '))}
				onKeyDown={onKeyDown}
			/>
			<small id={`${id}-note`} role="status">
				{note}
			</small>
		</div>
	);
}

/** How the value stands: not kept yet, by a person, confirmed, or how sure the machine is. */
function FieldStanding({ field, reading, draft, confirmed }: Props): ReactNode {
	const { t } = useTranslation();
	const say = (): ReactNode => {
		if (draft !== undefined) return `✎ ${t('screen.verify.notKept')}`;
		if (reading === undefined) return <span className="none">{t('screen.verify.notRead')}</span>;
		if (isHuman(reading.origin))
			return `✎ ${reading.value === '' ? t('screen.verify.absent') : t(`origin.${reading.origin}`)}`;
		if (confirmed) return `✓ ${t('screen.verify.confirmed')}`;
		return <CertaintyMark confidence={reading.confidence} />;
	};
	return (
		<span className="standing" id={`${boxId(field)}-standing`}>
			{say()}
		</span>
	);
}

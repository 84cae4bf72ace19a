import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldCheckView, StoredReadingView, Suggestion } from '../../contract/index.ts';
import { type FieldName, isHuman } from '../../domain/fields.ts';
import type { Draft } from '../state/append-word.ts';
import { boxId } from '../state/field-box.ts';
import { showValue } from '../state/field-text.ts';
import { isSettled } from '../state/open-fields.ts';
import { CertaintyMark } from './certainty-mark.tsx';
import { FieldChecks } from './field-checks.tsx';
import { VerifyBox } from './verify-box.tsx';

type Props = {
	readonly field: FieldName;
	readonly reading: StoredReadingView | undefined;
	readonly draft: Draft | undefined;
	/** Must be looked at by itself; with others; or not any more. */
	readonly open: 'single' | 'together' | undefined;
	/** A sentence about what the clerk just did, read out with the box. */
	readonly note: string | undefined;
	readonly checks: readonly FieldCheckView[];
	/** The crop of the page, for the field that has the focus. */
	readonly crop: ReactNode;
	readonly onFocus: () => void;
	readonly onLeave: () => void;
	readonly onType: (text: string) => void;
	readonly onTake: (offer: Suggestion) => void;
	readonly onEnter: () => void;
	/** Up (-1) or down (1) to another box, nothing confirmed. */
	readonly onMove: (by: number) => void;
};

/** A field's box: Enter confirms what stands in it, Escape brings back what was kept, up and down only move. */
export function VerifyField(props: Props): ReactNode {
	const { field, reading, draft, note, checks, crop, onType } = props;
	const { t } = useTranslation();
	const kept = showValue(field, reading?.value ?? '', t('screen.verify.indefinite'));
	const id = boxId(field);
	const onKey = (event: KeyboardEvent<HTMLElement>): boolean => {
		if (event.ctrlKey || event.altKey || event.nativeEvent.isComposing) return false;
		const box = event.currentTarget as HTMLInputElement | HTMLTextAreaElement;
		if (event.key === 'Enter') props.onEnter();
		else if (event.key === 'Escape') onType(kept);
		else if (event.key === 'F2') box.setSelectionRange(box.value.length, box.value.length);
		else if (event.key === 'ArrowDown') props.onMove(1);
		else if (event.key === 'ArrowUp') props.onMove(-1);
		else return false;
		return true;
	};
	const whole = useRef<HTMLDivElement>(null);
	const isShown = Boolean(crop);
	useEffect(() => {
		// The crop has made it taller: all of it should be seen.
		if (isShown) whole.current?.scrollIntoView({ block: 'nearest' });
	}, [isShown]);
	return (
		<div ref={whole} className={['verify-field', props.open].filter(Boolean).join(' ')}>
			<label htmlFor={id}>{t(`field.${field}`)}</label>
			<FieldStanding {...props} />
			{crop}
			<VerifyBox
				field={field}
				text={draft?.text ?? kept}
				describedBy={`${id}-note ${id}-standing ${id}-checks`}
				onFocus={props.onFocus}
				onLeave={props.onLeave}
				onType={onType}
				onTake={props.onTake}
				onKey={onKey}
			/>
			<small id={`${id}-note`} className="note" role="status">
				{note}
			</small>
			<FieldChecks id={`${id}-checks`} field={field} checks={checks} />
		</div>
	);
}

/** How the value stands: not kept yet, by whom, or how sure the machine is and whether a person has agreed. */
function FieldStanding({ field, reading, draft }: Props): ReactNode {
	const { t } = useTranslation();
	const say = (): ReactNode => {
		if (draft !== undefined) return `✎ ${t('screen.verify.notKept')}`;
		if (reading === undefined) return <span className="none">{t('screen.verify.notRead')}</span>;
		if (isHuman(reading.origin)) {
			return `✎ ${reading.value === '' ? t('screen.verify.absent') : t(`origin.${reading.origin}`)}`;
		}
		if (isSettled(reading)) return <span className="settled">✓ {t('screen.verify.confirmed')}</span>;
		return <CertaintyMark confidence={reading.confidence} />;
	};
	return (
		<span className="standing" id={`${boxId(field)}-standing`}>
			{say()}
		</span>
	);
}

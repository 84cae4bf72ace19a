import { Input } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showDay } from '../state/dates.ts';
import { readValue } from '../state/field-text.ts';

type Props = {
	readonly label: string;
	/** What an empty box says; how to type a day, when absent. */
	readonly hint?: string;
	readonly day: string | undefined;
	readonly onDay: (day: string | undefined) => void;
	readonly size?: 'small' | 'middle';
};

/**
 * A day, typed as on paper (`5/1/2026`, `05012026`); taken over on Enter or on leaving the box. Not the browser's own box:
 * that one writes days in the browser's language, not the program's.
 */
export function DayBox({ label, hint, day, onDay, size = 'middle' }: Props): ReactNode {
	const { t } = useTranslation();
	const written = day === undefined ? '' : showDay(day);
	const [text, setText] = useState(written);
	useEffect(() => setText(written), [written]);
	const read = text.trim() === '' ? undefined : readDay(text);
	const wrong = text.trim() !== '' && read === undefined;
	const take = (): void => {
		if (wrong) return;
		setText(written);
		if (read !== day) onDay(read);
	};
	return (
		<Input
			className="day-box"
			size={size}
			value={text}
			aria-label={label}
			placeholder={hint ?? t('screen.common.dayHint')}
			title={wrong ? t('screen.archive.dayWrong') : label}
			{...(wrong && { status: 'error' as const, 'aria-invalid': true })}
			onChange={(event) => setText(event.target.value)}
			onBlur={take}
			onPressEnter={take}
		/>
	);
}

/** A day as people type it; `undefined` when it is none. */
export function readDay(text: string): string | undefined {
	return readValue('issueDate', text, '') || undefined;
}

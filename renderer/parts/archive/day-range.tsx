import { Input } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveQuery } from '../../../contract/index.ts';
import { showDay } from '../../state/dates.ts';
import { readValue } from '../../state/field-text.ts';

type Days = Pick<ArchiveQuery, 'from' | 'to'>;
type Props = Days & { readonly onChange: (days: Days) => void };

/** First and last day, typed as on paper (`5/1/2026`, `05012026`); taken over on Enter or on leaving the box. */
export function DayRange({ from, to, onChange }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<span className="day-range">
			<DayBox label={t('screen.archive.from')} day={from} onDay={(day) => onChange({ from: day, to })} />
			<DayBox label={t('screen.archive.to')} day={to} onDay={(day) => onChange({ from, to: day })} />
		</span>
	);
}

type BoxProps = {
	readonly label: string;
	readonly day: string | undefined;
	readonly onDay: (day: string | undefined) => void;
};

function DayBox({ label, day, onDay }: BoxProps): ReactNode {
	const written = day === undefined ? '' : showDay(day);
	const [text, setText] = useState(written);
	useEffect(() => setText(written), [written]);
	const read = text.trim() === '' ? undefined : readDay(text);
	const wrong = text.trim() !== '' && read === undefined;
	const take = (): void => {
		if (!wrong && read !== day) onDay(read);
	};
	return (
		<Input
			size="small"
			value={text}
			aria-label={label}
			placeholder={label}
			title={label}
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

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveQuery } from '../../../contract/index.ts';
import { DayBox } from '../day-box.tsx';

type Days = Pick<ArchiveQuery, 'from' | 'to'>;
type Props = Days & { readonly onChange: (days: Days) => void };

/** First and last day, typed as on paper (`5/1/2026`, `05012026`); taken over on Enter or on leaving the box. */
export function DayRange({ onChange, ...days }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<span className="day-range">
			{(['from', 'to'] as const).map((end) => (
				<DayBox
					key={end}
					size="small"
					label={t(`screen.archive.${end}`)}
					hint={t(`screen.archive.${end}`)}
					day={days[end]}
					onDay={(day) => onChange({ ...days, [end]: day })}
				/>
			))}
		</span>
	);
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldCheckView } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import { showDay } from '../state/dates.ts';
import { showValue } from '../state/field-text.ts';
import { routeHash } from '../state/route.ts';

type Props = {
	readonly id?: string;
	/** Absent: what concerns the paper as a whole. */
	readonly field?: FieldName;
	readonly checks: readonly FieldCheckView[];
};

/** What is odd about a field, in sentences that say what to do. Nothing of it stands in the way. */
export function FieldChecks({ id, field, checks }: Props): ReactNode {
	const { t } = useTranslation();
	const own = checks.filter((check) => check.field === field && check.code !== 'missing');
	const say = ({ code, data = {} }: FieldCheckView): string => {
		const { day, qr, ...rest } = data;
		const words = {
			...rest,
			...(day !== undefined && { day: showDay(day) }),
			...(qr !== undefined && field !== undefined && { qr: showValue(field, qr, t('screen.verify.indefinite')) }),
		};
		return t(`screen.verify.check.${code}`, words);
	};
	return (
		<ul id={id} className="checks" aria-live="polite">
			{own.map((check) => (
				<li key={check.code}>
					<span aria-hidden="true">⚠ </span>
					{say(check)}{' '}
					{check.outcomes?.slice(0, 3).map((outcome, index) => (
						<a
							key={outcome}
							href={routeHash({ kind: 'outcome', id: outcome, query: '', page: 0 })}
							target="_blank"
							rel="noreferrer"
						>
							{t('screen.verify.otherScan', { number: index + 1 })}
						</a>
					))}
				</li>
			))}
		</ul>
	);
}

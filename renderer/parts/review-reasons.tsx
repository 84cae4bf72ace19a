import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewEntryView } from '../../contract/index.ts';

type Props = {
	readonly entry: ReviewEntryView;
	/** How many are told; the rest is counted. All when absent. */
	readonly most?: number;
};

/** Why an outcome should be looked at closely, in words, the worst first. */
export function ReviewReasons({ entry, most = entry.reasons.length }: Props): ReactNode {
	const { t } = useTranslation();
	const { reasons, lowestField, score } = entry;
	if (score === undefined) return <span className="review-reasons">{t('screen.approve.notScored')}</span>;
	if (reasons.length === 0) return <span className="review-reasons none">{t('screen.approve.nothingOdd')}</span>;
	const field = lowestField === undefined ? '' : t(`field.${lowestField}`);
	return (
		<ul className="review-reasons">
			{reasons.slice(0, most).map(({ kind, amount, points }) => (
				<li key={kind} className={points >= 40 ? 'grave' : undefined}>
					{t(`screen.approve.deviation.${kind}`, { amount, field })}
				</li>
			))}
			{reasons.length > most && <li>{t('screen.approve.moreReasons', { count: reasons.length - most })}</li>}
		</ul>
	);
}

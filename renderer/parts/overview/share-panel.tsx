import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresView } from '../../../contract/index.ts';
import { FULL_MARKS_FROM } from '../../../domain/digitized-share.ts';
import { BarTable } from './bar-table.tsx';

/** How much of the month's work counts toward item 4.2 of QĐ 766/QĐ-TTg, and why the rest does not. */
export function SharePanel({ digitized }: { readonly digitized: FiguresView['digitized'] }): ReactNode {
	const { t } = useTranslation();
	const { counts, noDossierCode, notStored } = digitized;
	const all = counts + noDossierCode + notStored;
	if (all === 0) return <p>{t('screen.overview.nothingTaken')}</p>;
	const share = counts / all;
	const bars = [
		{ key: 'counts', value: counts, tone: 'good' },
		{ key: 'noDossierCode', value: noDossierCode, tone: 'bad' },
		{ key: 'notStored', value: notStored, tone: 'light' },
	] as const;
	return (
		<>
			<p>
				<strong className="big" data-figure="share">
					{Math.floor(share * 1000) / 10} %
				</strong>{' '}
				{t(share >= FULL_MARKS_FROM ? 'screen.overview.fullMarks' : 'screen.overview.belowFullMarks', {
					percent: FULL_MARKS_FROM * 100,
				})}
			</p>
			<BarTable
				caption={t('screen.overview.shareCaption', { count: all })}
				bars={bars.map(({ key, value, tone }) => ({
					key,
					label: t(`screen.overview.digitized.${key}`),
					parts: [{ value, tone }],
					text: String(value),
				}))}
			/>
			<p className="facts">{t('screen.overview.shareLimit')}</p>
		</>
	);
}

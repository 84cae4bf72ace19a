import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresView } from '../../../contract/index.ts';
import { BarTable } from './bar-table.tsx';

/** Fields shown: beyond them the machine is seldom wrong. */
const MOST = 8;

/** Which fields the machine gets wrong most. */
export function FieldPanel({ fields }: { readonly fields: FiguresView['fields'] }): ReactNode {
	const { t } = useTranslation();
	const wrong = fields.filter(({ corrected, typed }) => corrected + typed > 0).slice(0, MOST);
	if (wrong.length === 0) return <p>{t('screen.overview.fieldsEmpty')}</p>;
	return (
		<BarTable
			caption={t('screen.overview.fieldsCaption')}
			bars={wrong.map(({ field, kept, corrected, typed }) => ({
				key: field,
				label: t(`field.${field}`),
				parts: [
					{ value: corrected, tone: 'bad' },
					{ value: typed, tone: 'light' },
				],
				text: t('screen.overview.fieldCounts', { corrected, typed }),
				note: t('screen.overview.fieldShare', {
					percent: Math.round(((corrected + typed) / (kept + corrected + typed)) * 100),
				}),
			}))}
		/>
	);
}

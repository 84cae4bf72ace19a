import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresView } from '../../../contract/index.ts';
import { showSpan } from './spans.ts';

const STRETCHES = ['toSubmitted', 'toApproved', 'toStored'] as const;

/** How long an outcome takes, stretch by stretch: half of them took less. */
export function TimePanel({ took }: { readonly took: FiguresView['took'] }): ReactNode {
	const { t } = useTranslation();
	return (
		<dl className="spans">
			{STRETCHES.map((stretch) => {
				const median = took[stretch];
				return (
					<div key={stretch}>
						<dt>{t(`screen.overview.took.${stretch}`)}</dt>
						<dd>
							{median === undefined ? (
								<span className="none">{t('screen.overview.noneYet')}</span>
							) : (
								<>
									<strong>{showSpan(median.seconds, t)}</strong>{' '}
									<small>{t('screen.overview.ofCount', { count: median.count })}</small>
								</>
							)}
						</dd>
					</div>
				);
			})}
		</dl>
	);
}

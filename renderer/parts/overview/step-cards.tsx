import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresView } from '../../../contract/index.ts';
import { STEPS } from './course-chart.tsx';

/** Today's and this month's figures, step by step. */
export function StepCards({ figures }: { readonly figures: FiguresView }): ReactNode {
	const { t } = useTranslation();
	return (
		<table className="step-cards">
			<caption className="unseen">{t('screen.overview.steps')}</caption>
			<thead>
				<tr>
					<td />
					{STEPS.map((step) => (
						<th key={step} scope="col" className="step">
							{t(`screen.overview.step.${step}`)}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{(['today', 'month'] as const).map((time) => (
					<tr key={time} className={time}>
						<th scope="row" className="which">
							{t(`screen.overview.${time}`)}
						</th>
						{STEPS.map((step) => (
							<td key={step} data-figure={`${time}-${step}`}>
								{figures[time][step]}
							</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

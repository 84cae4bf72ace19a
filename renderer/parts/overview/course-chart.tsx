import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresView } from '../../../contract/index.ts';
import { showDay } from '../../state/dates.ts';

/** What is drawn, from left to right within a day. */
const SERIES = ['scanned', 'submitted', 'stored'] as const;

/** Of the drawing, its own units. */
const WIDTH = 560;
const HEIGHT = 150;
const FOOT = 18;
const GAP = 8;

/** The last days as groups of bars, and the same numbers as a table. */
export function CourseChart({ days }: { readonly days: FiguresView['days'] }): ReactNode {
	const { t } = useTranslation();
	const most = Math.max(1, ...days.flatMap((day) => SERIES.map((series) => day[series])));
	const wide = WIDTH / days.length;
	const bar = (wide - GAP) / SERIES.length;
	return (
		<>
			<ul className="legend">
				{SERIES.map((series) => (
					<li key={series}>
						<span className={`swatch ${series}`} aria-hidden="true" /> {t(`screen.overview.step.${series}`)}
					</li>
				))}
			</ul>
			<svg className="course" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
				{days.map((day, index) => (
					<g key={day.day} transform={`translate(${index * wide} 0)`}>
						{SERIES.map((series, place) => {
							const high = (day[series] / most) * (HEIGHT - FOOT - 14);
							return (
								<rect
									key={series}
									className={series}
									x={GAP / 2 + place * bar}
									y={HEIGHT - FOOT - high}
									width={bar - 1}
									height={high}
								>
									<title>{`${showDay(day.day)}: ${t(`screen.overview.step.${series}`)} ${day[series]}`}</title>
								</rect>
							);
						})}
						<text x={wide / 2} y={HEIGHT - 4} textAnchor="middle">
							{showDay(day.day).slice(0, 5)}
						</text>
					</g>
				))}
				<line x1="0" x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
				<text className="most" x="2" y="11">
					{most}
				</text>
			</svg>
			<details>
				<summary>{t('screen.overview.asTable')}</summary>
				<CourseTable days={days} />
			</details>
		</>
	);
}

function CourseTable({ days }: { readonly days: FiguresView['days'] }): ReactNode {
	const { t } = useTranslation();
	return (
		<table className="course-table">
			<thead>
				<tr>
					<th scope="col">{t('screen.overview.day')}</th>
					{STEPS.map((step) => (
						<th key={step} scope="col">
							{t(`screen.overview.step.${step}`)}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{days.toReversed().map((day) => (
					<tr key={day.day}>
						<th scope="row">{showDay(day.day)}</th>
						{STEPS.map((step) => (
							<td key={step}>{day[step]}</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

/** The steps that are counted, in the order of the way. */
export const STEPS = ['scanned', 'verified', 'submitted', 'approved', 'returned', 'stored'] as const;

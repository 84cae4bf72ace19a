import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActorView, FiguresView } from '../../contract/index.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { BacklogPanel } from '../parts/overview/backlog-panel.tsx';
import { CourseChart } from '../parts/overview/course-chart.tsx';
import { FieldPanel } from '../parts/overview/field-panel.tsx';
import { SharePanel } from '../parts/overview/share-panel.tsx';
import { StepCards } from '../parts/overview/step-cards.tsx';
import { TimePanel } from '../parts/overview/time-panel.tsx';
import { FailedUploadsPanel, ReturnsPanel } from '../parts/overview/trouble-panels.tsx';
import { showDay } from '../state/dates.ts';
import { useKeys } from '../state/use-keys.ts';
import '../styles/overview.css';

/** How often the figures are asked anew while they are on the screen, ms. */
const REFRESH_MS = 60_000;

type Whose = 'mine' | 'office';

/** Tổng quan: what was done today and this month, what waits, and what goes wrong. Clerks see their own first. */
export function OverviewScreen(): ReactNode {
	const { t } = useTranslation();
	const [chosen, setChosen] = useState<Whose>('mine');
	const actor = useQuery(api.session.current.queryOptions());
	const figures = useQuery(api.overview.figures.queryOptions({ refetchInterval: REFRESH_MS }));
	const { office, mine } = figures.data ?? {};
	const whose = mine === undefined ? 'office' : chosen;
	const shown = whose === 'mine' ? mine : office;
	useKeys({ 1: () => setChosen('mine'), 2: () => setChosen('office'), r: () => void figures.refetch() });
	return (
		<section className="overview" aria-labelledby="overview-title">
			<div className="title-bar">
				<h1 id="overview-title">{t('screen.overview.title')}</h1>
				<div className="act">
					{mine !== undefined && <WhoseButtons whose={whose} onChoose={setChosen} />}
					<Button loading={figures.isFetching} onClick={() => figures.refetch()}>
						{t('screen.overview.refresh')}
						<kbd>R</kbd>
					</Button>
				</div>
			</div>
			{figures.error !== null && <FaultNotice error={figures.error} onRetry={figures.refetch} />}
			{figures.isPending && <Spin />}
			{figures.data !== undefined && shown !== undefined && actor.data != null && (
				<Panels
					figures={shown}
					actor={actor.data}
					since={showDay(figures.data.monthStart)}
					now={figures.dataUpdatedAt}
				/>
			)}
		</section>
	);
}

type WhoseProps = { readonly whose: Whose; readonly onChoose: (whose: Whose) => void };

function WhoseButtons({ whose, onChoose }: WhoseProps): ReactNode {
	const { t } = useTranslation();
	return (
		<fieldset className="views" aria-label={t('screen.overview.whose')}>
			{(['mine', 'office'] as const).map((name, index) => (
				<Button
					key={name}
					type={whose === name ? 'primary' : 'default'}
					aria-pressed={whose === name}
					onClick={() => onChoose(name)}
				>
					{t(`screen.overview.${name}`)}
					<kbd>{index + 1}</kbd>
				</Button>
			))}
		</fieldset>
	);
}

type PanelsProps = {
	readonly figures: FiguresView;
	readonly actor: ActorView;
	/** The month's first day, as it is shown. */
	readonly since: string;
	/** When the figures were true, ms. */
	readonly now: number;
};

function Panels({ figures, actor, since, now }: PanelsProps): ReactNode {
	const { t } = useTranslation();
	return (
		<>
			<StepCards figures={figures} />
			<div className="panels">
				<Panel name="backlog">
					<BacklogPanel backlog={figures.backlog} actor={actor} now={now} />
				</Panel>
				<Panel name="share" since={since}>
					<SharePanel digitized={figures.digitized} />
				</Panel>
				<Panel name="course">
					<CourseChart days={figures.days} />
				</Panel>
				<Panel name="time" since={since}>
					<TimePanel took={figures.took} />
					<h2>{t('screen.overview.panel.uploads')}</h2>
					<FailedUploadsPanel failed={figures.failedUploads} />
				</Panel>
				<Panel name="fields" since={since}>
					<FieldPanel fields={figures.fields} />
				</Panel>
				<Panel name="returns" since={since}>
					<ReturnsPanel returns={figures.returns} />
				</Panel>
			</div>
		</>
	);
}

type PanelName = 'backlog' | 'share' | 'course' | 'time' | 'fields' | 'returns';
type PanelProps = { readonly name: PanelName; readonly since?: string; readonly children: ReactNode };

function Panel({ name, since, children }: PanelProps): ReactNode {
	const { t } = useTranslation();
	return (
		<section className="panel" aria-labelledby={`panel-${name}`}>
			<h2 id={`panel-${name}`}>
				{t(`screen.overview.panel.${name}`)}
				{since !== undefined && <small> {t('screen.overview.since', { day: since })}</small>}
			</h2>
			{children}
		</section>
	);
}

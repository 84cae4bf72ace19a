import { Button, Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SEARCH_MAX } from '../../contract/index.ts';
import type { FitTo } from '../state/use-view.ts';

type Props = {
	/** Index from 0. */
	readonly page: number;
	readonly pageCount: number;
	readonly onPage: (page: number) => void;
	readonly canZoomIn: boolean;
	readonly canZoomOut: boolean;
	/** By so many steps. */
	readonly onZoom: (steps: number) => void;
	readonly onFit: (to: FitTo) => void;
	/** Turns the view clockwise. */
	readonly onRotate: () => void;
	readonly boxes: boolean;
	readonly onBoxes: (boxes: boolean) => void;
	readonly query: string;
	readonly onQuery: (query: string) => void;
	/** Words marked on this page. */
	readonly hitCount: number;
};

/** The viewer's buttons: pages, zoom, word boxes, and what to mark. */
export function ViewerBar(props: Props): ReactNode {
	const { page, pageCount, onPage, boxes, onBoxes, query, onQuery, hitCount } = props;
	const { t } = useTranslation();
	return (
		<div className="viewer-bar">
			<Button disabled={page === 0} onClick={() => onPage(page - 1)} aria-label={t('screen.outcome.previousPage')}>
				‹
			</Button>
			<span role="status">{t('screen.outcome.pageOf', { page: page + 1, count: pageCount })}</span>
			<Button
				disabled={page === pageCount - 1}
				onClick={() => onPage(page + 1)}
				aria-label={t('screen.outcome.nextPage')}
			>
				›
			</Button>
			<ViewButtons {...props} />
			<Checkbox checked={boxes} onChange={(event) => onBoxes(event.target.checked)}>
				<span title={t('screen.outcome.wordsHelp')}>{t('screen.outcome.words')}</span>
			</Checkbox>
			<Input
				type="search"
				allowClear
				className="viewer-search"
				maxLength={SEARCH_MAX}
				value={query}
				aria-label={t('screen.outcome.search')}
				placeholder={t('screen.outcome.search')}
				onChange={(event) => onQuery(event.target.value)}
			/>
			<span role="status">{query !== '' && t('screen.outcome.hitsOnPage', { count: hitCount })}</span>
		</div>
	);
}

function ViewButtons({ canZoomIn, canZoomOut, onZoom, onFit, onRotate }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<span className="zoom">
			<Button disabled={!canZoomOut} onClick={() => onZoom(-1)} aria-label={t('screen.outcome.zoomOut')}>
				−
			</Button>
			<Button disabled={!canZoomIn} onClick={() => onZoom(1)} aria-label={t('screen.outcome.zoomIn')}>
				+
			</Button>
			<Button onClick={() => onFit('width')}>{t('screen.outcome.fit')}</Button>
			<Button onClick={() => onFit('page')}>{t('screen.outcome.fitPage')}</Button>
			<Button onClick={onRotate} aria-label={t('screen.outcome.rotate')} title={t('screen.outcome.rotate')}>
				↻
			</Button>
		</span>
	);
}

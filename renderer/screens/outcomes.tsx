import { App, Button, type InputRef } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActorView, PICK_MAX } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { ExportDialog } from '../parts/archive/export-dialog.tsx';
import { FilterPanel } from '../parts/archive/filter-panel.tsx';
import { FoundList } from '../parts/archive/found-list.tsx';
import { SaveDialog } from '../parts/archive/saved-menu.tsx';
import { SearchBar } from '../parts/archive/search-bar.tsx';
import type { HitListHandle } from '../parts/hit-list.tsx';
import { may } from '../state/may.ts';
import { useActor } from '../state/use-actor.ts';
import { useArchive } from '../state/use-archive.ts';
import { useKeys } from '../state/use-keys.ts';
import '../styles/archive.css';

/** Looking papers up: one box, conditions with counts, and what is found while it is typed. */
export function OutcomesScreen(): ReactNode {
	const actor = useActor();
	return actor === undefined ? null : <Archive key={actor.accountId} actor={actor} />;
}

type Dialog = 'save' | 'saved' | 'export';

function Archive({ actor }: { readonly actor: ActorView }): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const archive = useArchive(actor.accountId);
	const [dialog, setDialog] = useState<Dialog>();
	const box = useRef<InputRef>(null);
	const list = useRef<HitListHandle>(null);
	const { picked, query } = archive;
	const mayExport = may(actor, 'exportOutcomes');
	const full = (): void => void message.warning(t('screen.archive.pickedFull', { count: PICK_MAX }));
	const pick = (id: OutcomeId): void => {
		if (!archive.pick(id)) full();
	};
	const pickAll = async (): Promise<void> => {
		const { count, more } = await archive.pickAll();
		message.info(t(more ? 'screen.archive.pickedFirst' : 'screen.archive.pickedAll', { count }));
	};
	const toBox = (): void => box.current?.focus({ cursor: 'all' });
	const exportPicked = (): void => {
		if (mayExport && picked.size > 0) setDialog('export');
	};
	useKeys({
		'/': toBox,
		l: focusFilters,
		b: archive.clearFilters,
		m: () => setDialog('saved'),
		p: focusOrder,
		u: archive.unpick,
		'ctrl+s': () => setDialog('save'),
		'ctrl+e': exportPicked,
	});
	const saved = (name: string): void => {
		setDialog(undefined);
		message.success(t('screen.archive.savedAs', { name }));
	};
	return (
		<section className="archive" aria-labelledby="outcomes-title">
			<h1 id="outcomes-title">{t('screen.outcomes.title')}</h1>
			<SearchBar
				query={query}
				box={box}
				savedOpen={dialog === 'saved'}
				onSavedOpen={(open) => setDialog(open ? 'saved' : undefined)}
				onChange={archive.change}
				onChoose={(chosen) => {
					archive.choose(chosen);
					setDialog(undefined);
					toBox();
				}}
				onSave={() => setDialog('save')}
				onDown={() => list.current?.focus()}
			/>
			<FilterPanel query={query} counts={archive.counts} onChange={archive.change} onClear={archive.clearFilters} />
			<div className="archive-found">
				<FoundList
					query={archive.asked}
					counts={archive.counts}
					active={archive.active}
					onActive={archive.setActive}
					picked={picked}
					onPick={pick}
					onPickAll={() => void pickAll()}
					onLeave={toBox}
					handle={list}
				/>
				<div className="pick-bar">
					<span role="status">
						{picked.size === 0 ? t('screen.archive.keysHelp') : t('screen.archive.pickedCount', { count: picked.size })}
					</span>
					{picked.size > 0 && (
						<Button onClick={archive.unpick}>
							{t('screen.archive.unpick')}
							<kbd>U</kbd>
						</Button>
					)}
					{mayExport && (
						<Button type="primary" disabled={picked.size === 0} onClick={exportPicked}>
							{t('screen.archive.exportPicked')}
							<kbd>Ctrl+E</kbd>
						</Button>
					)}
				</div>
			</div>
			<SaveDialog open={dialog === 'save'} query={query} onClose={() => setDialog(undefined)} onSaved={saved} />
			<ExportDialog open={dialog === 'export'} ids={[...picked]} onClose={() => setDialog(undefined)} />
		</section>
	);
}

function focusFilters(): void {
	document.querySelector<HTMLElement>('.archive-filters input[type=checkbox]')?.focus();
}

function focusOrder(): void {
	document.querySelector<HTMLElement>('.archive-bar .ant-select input')?.focus();
}

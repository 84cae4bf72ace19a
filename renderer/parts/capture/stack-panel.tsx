import { App, type GetRef, type InputNumber } from 'antd';
import type { TFunction } from 'i18next';
import { type Dispatch, type ReactNode, type SetStateAction, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk, StackRow } from '../../../contract/index.ts';
import type { StackId, StackPageId } from '../../../domain/ids.ts';
import { countedPages, type Stack, type StackPage } from '../../../domain/stack.ts';
import type { Finish } from '../../state/capture-finish.ts';
import { indexAt, NOTHING_SELECTED, type Selection, step } from '../../state/capture-selection.ts';
import type { StackWork } from '../../state/capture-stack.ts';
import type { Keys } from '../../state/key-table.ts';
import { useKeys } from '../../state/use-keys.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { type PageActs, pageActs } from './page-acts.ts';
import { PageGrid } from './page-grid.tsx';
import { PagePicture } from './page-picture.tsx';
import { StackHead } from './stack-head.tsx';
import { StackTools } from './stack-tools.tsx';

type Props = {
	readonly row: StackRow;
	readonly stack: Stack;
	readonly work: StackWork;
	readonly desk: Desk;
	/** The stack before it in the inbox, which it can be joined to. */
	readonly previous: StackRow | undefined;
	readonly onStack: (id: StackId) => void;
	readonly finish: Finish;
};

/** One stack: its pages, what can be done to them, and the end of it. */
export function StackPanel(props: Props): ReactNode {
	const { row, stack, work, desk, previous, onStack } = props;
	const { t } = useTranslation();
	const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
	const [closeUp, setCloseUp] = useState(false);
	const columns = useRef(1);
	const expected = useRef<GetRef<typeof InputNumber>>(null);
	const { pages } = stack;
	const page = pages[indexAt(pages, selection)];
	const acts = pageActs({ stack, work, selection, previous, onStack });
	const select = useCallback((id: StackPageId, extend: boolean) => {
		setSelection((now) => ({ at: id, from: extend ? (now.from ?? now.at) : undefined }));
	}, []);
	const setColumns = useCallback((count: number) => {
		columns.current = count;
	}, []);
	const open = (): void => setCloseUp((now) => !now);
	const finish = useCountedFinish(stack, props.finish);
	const expect = (count: number | null): void => work.edit({ kind: 'expect', stackId: stack.id, count });
	const can: Can = {
		edit: !stack.bound && page !== undefined,
		merge: previous !== undefined && !previous.bound && !stack.bound,
		undo: desk.canUndo,
		redo: desk.canRedo,
	};
	const look = { label: t('screen.capture.key.look'), act: open };
	useKeys({
		e: { label: t('screen.capture.expected'), act: () => expected.current?.focus() },
		'ctrl+Enter': { label: t('screen.capture.finish'), act: finish },
	});
	useKeys(
		{ ...walkKeys(pages, setSelection, columns, t), ' ': look, Enter: look, ...actKeys(acts, columns, can, t) },
		{ group: 'page' },
	);
	return (
		<section className="stack-panel" aria-labelledby="stack-title">
			<StackHead
				row={row}
				stack={stack}
				expected={expected}
				finishing={props.finish.running}
				onExpect={expect}
				onFinish={finish}
			/>
			{stack.bound && <p className="facts">{t('screen.capture.bound')}</p>}
			<StackTools
				acts={acts}
				page={page}
				bound={stack.bound}
				canMerge={can.merge}
				canUndo={can.undo}
				canRedo={can.redo}
			/>
			{work.error !== null && <FaultNotice error={work.error} />}
			{props.finish.error !== null && <FaultNotice error={props.finish.error} />}
			<div className={closeUp ? 'stack-pages close-up' : 'stack-pages'}>
				<PageGrid
					stack={stack}
					selection={selection}
					onColumns={setColumns}
					onSelect={select}
					onOpen={open}
					onMove={(ids, to) => work.edit({ kind: 'move', stackId: stack.id, pages: ids, to })}
				/>
				{closeUp && page !== undefined && <CloseUp page={page} number={indexAt(pages, selection) + 1} />}
			</div>
			<p className="facts">{t('screen.capture.keys')}</p>
		</section>
	);
}

/** The page large enough to read its heading. */
function CloseUp({ page, number }: { readonly page: StackPage; readonly number: number }): ReactNode {
	const { t } = useTranslation();
	return (
		<figure className="page-close-up">
			<PagePicture
				key={page.id}
				id={page.id}
				size="large"
				turn={page.turn}
				alt={t('screen.capture.page', { number })}
			/>
		</figure>
	);
}

/** Finishes the stack; when the clerk has counted otherwise on paper, asks first. */
function useCountedFinish(stack: Stack, { running, run }: Finish): () => void {
	const { t } = useTranslation();
	const { modal } = App.useApp();
	const { expected } = stack;
	const counted = countedPages(stack);
	return () => {
		if (running) return;
		if (expected === null || expected === counted) {
			void run();
			return;
		}
		modal.confirm({
			title: t('screen.capture.countDiffers', { expected, counted }),
			content: t('screen.capture.countDiffersWhy'),
			okText: t('screen.capture.finishAnyway'),
			cancelText: t('screen.capture.lookAgain'),
			onOk: run,
		});
	};
}

type Columns = { readonly current: number };

/** Keys that choose pages: one, or with Shift a range. */
function walkKeys(
	pages: Stack['pages'],
	select: Dispatch<SetStateAction<Selection>>,
	columns: Columns,
	t: TFunction,
): Keys {
	const walk = (by: () => number, extend: boolean) => ({
		label: t(extend ? 'screen.capture.key.extend' : 'screen.capture.key.walk'),
		act: () => select((now) => step(pages, now, by(), extend)),
		held: true,
	});
	const ways: Readonly<Record<string, () => number>> = {
		ArrowLeft: () => -1,
		ArrowRight: () => 1,
		ArrowUp: () => -columns.current,
		ArrowDown: () => columns.current,
		Home: () => -pages.length,
		End: () => pages.length,
	};
	const keys = Object.entries(ways).flatMap(([key, by]) => [
		[key, walk(by, false)] as const,
		[`shift+${key}`, walk(by, true)] as const,
	]);
	return {
		...Object.fromEntries(keys),
		'ctrl+a': {
			label: t('screen.capture.key.all'),
			act: () => select({ at: pages.at(-1)?.id, from: pages[0]?.id }),
		},
	};
}

/** Which acts there is something for. */
type Can = { readonly edit: boolean; readonly merge: boolean; readonly undo: boolean; readonly redo: boolean };

function actKeys(acts: PageActs, columns: Columns, can: Can, t: TFunction): Keys {
	const off = !can.edit;
	const rows = { label: t('screen.capture.key.rows'), off, held: true };
	return {
		l: { label: t('screen.capture.act.turnLeft'), act: () => acts.turn(270), off },
		r: { label: t('screen.capture.act.turnRight'), act: () => acts.turn(90), off },
		'ctrl+ArrowLeft': { label: t('screen.capture.act.earlier'), act: () => acts.move(-1), off, held: true },
		'ctrl+ArrowRight': { label: t('screen.capture.act.later'), act: () => acts.move(1), off, held: true },
		'ctrl+ArrowUp': { ...rows, act: () => acts.move(-columns.current) },
		'ctrl+ArrowDown': { ...rows, act: () => acts.move(columns.current) },
		b: { label: t('screen.capture.act.blank'), act: () => acts.use('blank'), off },
		x: { label: t('screen.capture.act.aside'), act: () => acts.use('aside'), off },
		g: { label: t('screen.capture.act.pair'), act: acts.pair, off },
		c: { label: t('screen.capture.act.cut'), act: acts.cut, off },
		m: { label: t('screen.capture.act.merge'), act: acts.merge, off: !can.merge },
		'ctrl+z': { label: t('screen.capture.act.undo'), act: acts.undo, off: !can.undo },
		'ctrl+y': { label: t('screen.capture.act.redo'), act: acts.redo, off: !can.redo },
	};
}

import { App, type GetRef, type InputNumber } from 'antd';
import { type Dispatch, type ReactNode, type SetStateAction, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk, StackRow } from '../../../contract/index.ts';
import type { StackId, StackPageId } from '../../../domain/ids.ts';
import { countedPages, type Stack, type StackPage } from '../../../domain/stack.ts';
import type { Finish } from '../../state/capture-finish.ts';
import { type CaptureKeys, useCaptureKeys } from '../../state/capture-keys.ts';
import { indexAt, NOTHING_SELECTED, type Selection, step } from '../../state/capture-selection.ts';
import type { StackWork } from '../../state/capture-stack.ts';
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
	useCaptureKeys({
		...walkKeys(pages, setSelection, columns),
		...actKeys(acts, columns),
		e: () => expected.current?.focus(),
		' ': open,
		Enter: open,
		'ctrl+Enter': finish,
	});
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
				canMerge={previous !== undefined && !previous.bound && !stack.bound}
				canUndo={desk.canUndo}
				canRedo={desk.canRedo}
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
function walkKeys(pages: Stack['pages'], select: Dispatch<SetStateAction<Selection>>, columns: Columns): CaptureKeys {
	const walk = (by: () => number, extend: boolean) => () => select((now) => step(pages, now, by(), extend));
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
	return { ...Object.fromEntries(keys), 'ctrl+a': () => select({ at: pages.at(-1)?.id, from: pages[0]?.id }) };
}

function actKeys(acts: PageActs, columns: Columns): CaptureKeys {
	return {
		'ctrl+ArrowLeft': () => acts.move(-1),
		'ctrl+ArrowRight': () => acts.move(1),
		'ctrl+ArrowUp': () => acts.move(-columns.current),
		'ctrl+ArrowDown': () => acts.move(columns.current),
		r: () => acts.turn(90),
		l: () => acts.turn(270),
		b: () => acts.use('blank'),
		x: () => acts.use('aside'),
		g: acts.pair,
		c: acts.cut,
		m: acts.merge,
		'ctrl+z': acts.undo,
		'ctrl+y': acts.redo,
	};
}

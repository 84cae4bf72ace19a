import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk } from '../../contract/index.ts';
import type { StackId } from '../../domain/ids.ts';
import { CaptureBar } from '../parts/capture/capture-bar.tsx';
import { CaptureNews } from '../parts/capture/capture-news.tsx';
import { DropZone } from '../parts/capture/drop-zone.tsx';
import { Inbox } from '../parts/capture/inbox.tsx';
import { ScanDialog } from '../parts/capture/scan-dialog.tsx';
import { StackPanel } from '../parts/capture/stack-panel.tsx';
import { WorkList } from '../parts/capture/work-list.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { useDesk } from '../state/capture-desk.ts';
import { useFiles } from '../state/capture-files.ts';
import { useFinish } from '../state/capture-finish.ts';
import { useScan } from '../state/capture-scanning.ts';
import { type StackWork, useStack } from '../state/capture-stack.ts';
import { useWatch } from '../state/capture-watch.ts';
import { useKeys } from '../state/use-keys.ts';
import '../styles/capture.css';

/** Số hóa: papers come by scanner, as files or from a watched folder, are laid out as stacks, and go to be read. */
export function CaptureScreen(): ReactNode {
	const { t } = useTranslation();
	const { desk, error, again } = useDesk();
	return (
		<section className="capture" aria-labelledby="capture-title">
			<h1 id="capture-title">{t('screen.capture.title')}</h1>
			{error !== null && <FaultNotice error={error} onRetry={again} />}
			{desk === undefined ? error === null && <Loading /> : <CaptureDesk desk={desk} />}
		</section>
	);
}

function CaptureDesk({ desk }: { readonly desk: Desk }): ReactNode {
	const { t } = useTranslation();
	const [wanted, setWanted] = useState<StackId>();
	const [settingUp, setSettingUp] = useState(false);
	const { stacks } = desk;
	const found = stacks.findIndex((stack) => stack.id === wanted);
	const index = found < 0 ? 0 : found;
	const row = stacks[index];
	const work = useStack(row?.id, `${row?.updatedAt} ${row?.pageCount}`);
	const scan = useScan(row, desk, setWanted);
	const files = useFiles(row?.id, setWanted);
	const watch = useWatch(desk);
	const canAdd = row !== undefined && !row.bound;
	const running = desk.scan?.running ?? false;
	const refused = files.sending.find(({ error }) => error !== undefined);
	const walk = (by: number): void => setWanted(stacks[Math.max(0, Math.min(stacks.length - 1, index + by))]?.id);
	const stack = { label: t('screen.capture.key.stack'), off: stacks.length < 2, held: true };
	useKeys({
		s: { label: t('screen.capture.scan'), act: () => scan.start(false), off: running },
		a: {
			label: t('screen.capture.scanMore'),
			act: () => scan.start(true),
			// A scan that has stopped can go on even without a stack.
			off: running || (!canAdd && desk.scan?.fault === undefined),
		},
		o: { label: t('screen.capture.scanner.title'), act: () => setSettingUp(true) },
		f: { label: t('screen.capture.files'), act: () => files.choose(false) },
		'shift+f': { label: t('screen.capture.filesMore'), act: () => files.choose(true), off: !canAdd },
		w: {
			label: t(desk.watch.running ? 'screen.capture.watchStop' : 'screen.capture.watchStart'),
			act: watch.toggle,
			off: desk.watch.folder === null,
		},
		PageUp: { ...stack, act: () => walk(-1) },
		PageDown: { ...stack, act: () => walk(1) },
		Escape: {
			label: t('screen.capture.key.stop'),
			act: () => (refused === undefined ? scan.stop() : files.forget(refused.key)),
			off: desk.scan === undefined && refused === undefined,
		},
	});
	return (
		<DropZone onFiles={files.take}>
			<CaptureBar
				desk={desk}
				canAdd={canAdd}
				starting={scan.starting}
				onScan={scan.start}
				onStop={scan.stop}
				onSettings={() => setSettingUp(true)}
				onFiles={files.choose}
				onWatch={watch.toggle}
			/>
			<CaptureNews
				desk={desk}
				sending={files.sending}
				error={scan.error ?? watch.error}
				onGoOn={() => scan.start(true)}
				onClose={scan.stop}
				onForget={files.forget}
			/>
			<div className="capture-panes">
				<div className="capture-side">
					<Inbox
						stacks={stacks}
						selected={row?.id}
						scanning={desk.scan?.running ? desk.scan.stackId : undefined}
						onSelect={setWanted}
					/>
					<WorkList work={desk.work} onReopened={setWanted} />
				</div>
				<Selected desk={desk} index={index} work={work} onStack={setWanted} />
			</div>
			<ScanDialog open={settingUp} onClose={() => setSettingUp(false)} />
			<FileInput files={files} />
		</DropZone>
	);
}

type SelectedProps = {
	readonly desk: Desk;
	/** Of the stack in the inbox. */
	readonly index: number;
	readonly work: StackWork;
	readonly onStack: (id: StackId | undefined) => void;
};

/** The stack that is chosen in the inbox, or what to do when there is none. */
function Selected({ desk, index, work, onStack }: SelectedProps): ReactNode {
	const { stacks } = desk;
	const row = stacks[index];
	const finish = useFinish(row?.id, work.settled, () => onStack((stacks[index + 1] ?? stacks[index - 1])?.id));
	if (row === undefined) return <Empty desk={desk} work={work} />;
	if (work.stack === undefined) return <Loading />;
	return (
		<StackPanel
			key={row.id}
			row={row}
			stack={work.stack}
			work={work}
			desk={desk}
			previous={stacks[index - 1]}
			onStack={onStack}
			finish={finish}
		/>
	);
}

function FileInput({ files }: { readonly files: ReturnType<typeof useFiles> }): ReactNode {
	const { t } = useTranslation();
	const label = t('screen.capture.files');
	return (
		<input ref={files.input} type="file" multiple hidden accept={ACCEPT} aria-label={label} onChange={files.chosen} />
	);
}

const ACCEPT = '.pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp,.bmp';

function Empty({ desk, work }: Pick<SelectedProps, 'desk' | 'work'>): ReactNode {
	const { t } = useTranslation();
	useKeys({
		'ctrl+z': { label: t('screen.capture.act.undo'), act: work.undo, off: !desk.canUndo },
		'ctrl+y': { label: t('screen.capture.act.redo'), act: work.redo, off: !desk.canRedo },
	});
	return (
		<div className="capture-empty">
			<h2>{t('screen.capture.emptyTitle')}</h2>
			<p>{t('screen.capture.emptyHow')}</p>
		</div>
	);
}

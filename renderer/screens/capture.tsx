import { Spin } from 'antd';
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
import { useDesk } from '../state/capture-desk.ts';
import { useFiles } from '../state/capture-files.ts';
import { useFinish } from '../state/capture-finish.ts';
import { useCaptureKeys } from '../state/capture-keys.ts';
import { useScan } from '../state/capture-scanning.ts';
import { type StackWork, useStack } from '../state/capture-stack.ts';
import { useWatch } from '../state/capture-watch.ts';
import '../styles/capture.css';

/** Số hóa: papers come by scanner, as files or from a watched folder, are laid out as stacks, and go to be read. */
export function CaptureScreen(): ReactNode {
	const { t } = useTranslation();
	const { desk, error } = useDesk();
	return (
		<section className="capture" aria-labelledby="capture-title">
			<h1 id="capture-title">{t('screen.capture.title')}</h1>
			{error !== null && <FaultNotice error={error} />}
			{desk === undefined ? <Spin /> : <CaptureDesk desk={desk} />}
		</section>
	);
}

function CaptureDesk({ desk }: { readonly desk: Desk }): ReactNode {
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
	useCaptureKeys({
		s: () => scan.start(false),
		a: () => scan.start(true),
		o: () => setSettingUp(true),
		f: () => files.choose(false),
		'shift+f': () => canAdd && files.choose(true),
		w: watch.toggle,
		PageUp: () => setWanted(stacks[Math.max(0, index - 1)]?.id),
		PageDown: () => setWanted(stacks[Math.min(stacks.length - 1, index + 1)]?.id),
		Escape: scan.stop,
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
	if (work.stack === undefined) return <Spin />;
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
	useCaptureKeys({
		'ctrl+z': () => desk.canUndo && void work.undo(),
		'ctrl+y': () => desk.canRedo && void work.redo(),
	});
	return (
		<div className="capture-empty">
			<h2>{t('screen.capture.emptyTitle')}</h2>
			<p>{t('screen.capture.emptyHow')}</p>
		</div>
	);
}

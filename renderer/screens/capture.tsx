import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Spin } from 'antd';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk } from '../../contract/index.ts';
import type { StackId } from '../../domain/ids.ts';
import { client } from '../client.ts';
import { CaptureBar, CaptureNews, useWatch } from '../parts/capture/capture-bar.tsx';
import { Inbox } from '../parts/capture/inbox.tsx';
import { ScanDialog } from '../parts/capture/scan-dialog.tsx';
import { StackPanel } from '../parts/capture/stack-panel.tsx';
import { WorkList } from '../parts/capture/work-list.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { useDesk } from '../state/capture-desk.ts';
import { useCaptureKeys } from '../state/capture-keys.ts';
import { forgetIfGone, settingsNow } from '../state/capture-scan.ts';
import { useStack } from '../state/capture-stack.ts';
import { type Sending, sendFiles } from '../state/send-files.ts';
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
	const { t } = useTranslation();
	const [wanted, setWanted] = useState<StackId>();
	const [settingUp, setSettingUp] = useState(false);
	const { stacks } = desk;
	const index = Math.max(
		0,
		stacks.findIndex((stack) => stack.id === wanted),
	);
	const row = stacks[index];
	const work = useStack(row?.id, `${row?.updatedAt} ${row?.pageCount}`);
	const scan = useScan(row?.id, desk, setWanted);
	const files = useFiles(row?.id, setWanted);
	const watch = useWatch(desk);
	const finish = useFinish(row?.id, work.settled, () => setWanted((stacks[index + 1] ?? stacks[index - 1])?.id));
	const walk = (by: number) => () => setWanted(stacks[Math.min(stacks.length - 1, Math.max(0, index + by))]?.id);
	const canAdd = row !== undefined && !row.bound;
	useCaptureKeys({
		s: () => scan.start(false),
		a: () => canAdd && scan.start(true),
		o: () => setSettingUp(true),
		f: () => files.choose(false),
		'shift+f': () => canAdd && files.choose(true),
		w: watch.toggle,
		PageUp: walk(-1),
		PageDown: walk(1),
		Escape: scan.stop,
		...(row === undefined && { 'ctrl+z': () => void work.undo(), 'ctrl+y': () => void work.redo() }),
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
				error={finish.error ?? scan.error ?? watch.error}
				onGoOn={scan.goOn}
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
				{row === undefined && <Empty />}
				{row !== undefined && work.stack !== undefined && (
					<StackPanel
						key={row.id}
						row={row}
						stack={work.stack}
						work={work}
						desk={desk}
						previous={stacks[index - 1]}
						onStack={setWanted}
						onFinish={finish.run}
						finishing={finish.running}
					/>
				)}
			</div>
			<ScanDialog open={settingUp} onClose={() => setSettingUp(false)} />
			<input
				ref={files.input}
				type="file"
				multiple
				hidden
				accept={ACCEPT}
				onChange={files.chosen}
				aria-label={t('screen.capture.files')}
			/>
		</DropZone>
	);
}

const ACCEPT = '.pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp,.bmp';

function Empty(): ReactNode {
	const { t } = useTranslation();
	return (
		<div className="capture-empty">
			<h2>{t('screen.capture.emptyTitle')}</h2>
			<p>{t('screen.capture.emptyHow')}</p>
		</div>
	);
}

/** Starts a scan at once: with what was used last, or the first scanner that answers. */
function useScan(selected: StackId | undefined, desk: Desk, onStack: (id: StackId) => void) {
	const queries = useQueryClient();
	const begin = useMutation({
		mutationFn: async (stackId: StackId | undefined) => {
			const settings = await settingsNow(queries);
			return client.capture.scan({ ...settings, ...(stackId !== undefined && { stackId }) });
		},
		onSuccess: ({ stackId }) => onStack(stackId),
	});
	const stopped = desk.scan?.fault;
	useEffect(() => {
		if (stopped !== undefined) forgetIfGone(stopped);
	}, [stopped]);
	const start = (stackId: StackId | undefined): void => {
		if (!begin.isPending && !desk.scan?.running) begin.mutate(stackId);
	};
	return {
		starting: begin.isPending,
		error: begin.error,
		start: (more: boolean) => start(more ? selected : undefined),
		/** The stack that was being scanned when it stopped, if it is still there. */
		goOn: () => start(desk.stacks.some((stack) => stack.id === desk.scan?.stackId) ? desk.scan?.stackId : undefined),
		stop: () => {
			if (desk.scan?.running) void client.capture.stopScan();
		},
	};
}

/** Files that a person chooses or drops. */
function useFiles(selected: StackId | undefined, onStack: (id: StackId) => void) {
	const input = useRef<HTMLInputElement>(null);
	const into = useRef<StackId>(undefined);
	const [sending, setSending] = useState<readonly Sending[]>([]);
	const take = (files: readonly File[], stackId?: StackId): void => {
		void sendFiles(files, {
			stackId,
			onChange: (now) => setSending((all) => [...all.filter((one) => one.key !== now.key), now]),
			onDone: (key, id) => {
				setSending((all) => all.filter((one) => one.key !== key));
				onStack(id);
			},
		});
	};
	return {
		input,
		sending,
		choose: (more: boolean) => {
			into.current = more ? selected : undefined;
			input.current?.click();
		},
		chosen: () => {
			const files = [...(input.current?.files ?? [])];
			if (input.current !== null) input.current.value = '';
			take(files, into.current);
		},
		take: (files: readonly File[]) => take(files),
		forget: (key: string) => setSending((all) => all.filter((one) => one.key !== key)),
	};
}

function useFinish(selected: StackId | undefined, settled: () => Promise<void>, onDone: () => void) {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const finish = useMutation({
		mutationFn: async (stackId: StackId) => {
			await settled();
			return client.capture.finish({ stackId });
		},
		onSuccess: ({ outcomeIds }) => {
			message.success(t('screen.capture.finished', { count: outcomeIds.length }));
			onDone();
		},
	});
	return {
		error: finish.variables === selected ? finish.error : null,
		running: finish.isPending,
		run: async () => {
			if (selected !== undefined && !finish.isPending) await finish.mutateAsync(selected).catch(() => undefined);
		},
	};
}

type DropProps = { readonly onFiles: (files: readonly File[]) => void; readonly children: ReactNode };

/** Takes files that are dropped anywhere on the screen. */
function DropZone({ onFiles, children }: DropProps): ReactNode {
	const { t } = useTranslation();
	const [over, setOver] = useState(false);
	const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
	return (
		// Files can also be chosen with F: dropping is the mouse's way.
		// biome-ignore lint/a11y/noStaticElementInteractions: see above
		<div
			className="drop-zone"
			onDragOver={(event) => {
				if (!holdsFiles(event)) return;
				event.preventDefault();
				setOver(true);
			}}
			onDragLeave={(event) => {
				if (event.currentTarget === event.target) setOver(false);
			}}
			onDrop={(event) => {
				setOver(false);
				if (!holdsFiles(event)) return;
				event.preventDefault();
				onFiles([...event.dataTransfer.files]);
			}}
		>
			{children}
			{over && <div className="drop-here">{t('screen.capture.dropHere')}</div>}
		</div>
	);
}

import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import type { Sending } from '../../state/send-files.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { KeyButton } from './key-button.tsx';

type Props = {
	readonly desk: Desk;
	readonly canAdd: boolean;
	/** Whether a scanner is being looked for. */
	readonly starting: boolean;
	readonly onScan: (more: boolean) => void;
	readonly onStop: () => void;
	readonly onSettings: () => void;
	readonly onFiles: (more: boolean) => void;
	readonly onWatch: () => void;
};

/** The ways in which papers come. */
export function CaptureBar(props: Props): ReactNode {
	const { desk, canAdd, starting, onScan, onStop, onSettings, onFiles, onWatch } = props;
	const { t } = useTranslation();
	const scanning = desk.scan?.running ?? false;
	return (
		<div className="capture-bar" role="toolbar" aria-label={t('screen.capture.ways')}>
			{scanning ? (
				<KeyButton size="middle" danger label={t('screen.capture.stop')} hint="Esc" onClick={onStop} />
			) : (
				<KeyButton
					size="middle"
					type="primary"
					label={t('screen.capture.scan')}
					hint="S"
					loading={starting}
					onClick={() => onScan(false)}
				/>
			)}
			<KeyButton
				size="middle"
				label={t('screen.capture.scanMore')}
				hint="A"
				disabled={scanning || starting || !canAdd}
				onClick={() => onScan(true)}
			/>
			<KeyButton size="middle" label={t('screen.capture.scanner.open')} hint="O" onClick={onSettings} />
			<KeyButton size="middle" label={t('screen.capture.files')} hint="F" onClick={() => onFiles(false)} />
			<KeyButton
				size="middle"
				label={t('screen.capture.filesMore')}
				hint="Shift+F"
				disabled={!canAdd}
				onClick={() => onFiles(true)}
			/>
			<Watch watch={desk.watch} onWatch={onWatch} />
		</div>
	);
}

function Watch({ watch, onWatch }: { readonly watch: Desk['watch']; readonly onWatch: () => void }): ReactNode {
	const { t } = useTranslation();
	const { folder, running, taken } = watch;
	return (
		<span className="watch">
			<KeyButton
				size="middle"
				label={t(running ? 'screen.capture.watchStop' : 'screen.capture.watchStart')}
				hint="W"
				on={running}
				disabled={folder === null}
				onClick={onWatch}
			/>
			<span role="status">
				{folder === null
					? t('screen.capture.watchUnset')
					: running
						? t('screen.capture.watching', { folder, count: taken })
						: t('screen.capture.notWatching', { folder })}
			</span>
		</span>
	);
}

type NewsProps = {
	readonly desk: Desk;
	readonly sending: readonly Sending[];
	/** Why something could not be started. */
	readonly error: unknown;
	readonly onGoOn: () => void;
	readonly onForget: (key: string) => void;
};

/** What is coming in just now, and what went wrong with it. */
export function CaptureNews({ desk, sending, error, onGoOn, onForget }: NewsProps): ReactNode {
	const { t } = useTranslation();
	const { scan, watch } = desk;
	return (
		<div className="capture-news">
			{error !== null && <FaultNotice error={error} />}
			<span aria-live="polite">
				{scan?.running && t('screen.capture.scanning', { count: scan.count })}
				{scan?.running === false && scan.fault === undefined && t('screen.capture.scanned', { count: scan.count })}
			</span>
			{scan?.fault !== undefined && !scan.running && (
				<div className="scan-stopped">
					<FaultNotice error={scan.fault} />
					{scan.count > 0 && <span>{t('screen.capture.scanKept', { count: scan.count })}</span>}
					<KeyButton size="middle" label={t('screen.capture.goOn')} hint="A" onClick={onGoOn} />
				</div>
			)}
			{watch.fault !== undefined && <FaultNotice error={watch.fault} />}
			{sending.map(({ key, name, value, error: refusal }) =>
				refusal === undefined ? (
					<span key={key} className="sending">
						{t('screen.capture.sending', { name })}
						<Progress percent={Math.floor(value * 100)} size="small" aria-label={name} />
					</span>
				) : (
					<Alert
						key={key}
						type="warning"
						title={t('screen.capture.notTaken', { name })}
						description={<FaultNotice error={refusal} />}
						action={<Button onClick={() => onForget(key)}>{t('screen.common.close')}</Button>}
					/>
				),
			)}
		</div>
	);
}

/** Starts and stops the watching of the folder. */
export function useWatch(desk: Desk | undefined): { readonly error: unknown; toggle(): void } {
	const start = useMutation(api.capture.startWatching.mutationOptions());
	const stop = useMutation(api.capture.stopWatching.mutationOptions());
	return {
		error: start.error ?? stop.error,
		toggle() {
			if (desk === undefined || desk.watch.folder === null) return;
			if (desk.watch.running) stop.mutate({});
			else start.mutate({});
		},
	};
}

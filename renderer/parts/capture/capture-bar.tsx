import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk } from '../../../contract/index.ts';
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
				<KeyButton key="stop" size="middle" danger label={t('screen.capture.stop')} hint="Esc" onClick={onStop} />
			) : (
				<KeyButton
					key="scan"
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

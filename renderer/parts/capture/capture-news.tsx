import { Alert, Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Desk, toFault } from '../../../contract/index.ts';
import { Fault, type FaultRecord } from '../../../domain/fault.ts';
import { faultWords } from '../../../i18n/index.ts';
import type { Sending } from '../../state/capture-send.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { KeyButton } from './key-button.tsx';

type NewsProps = {
	readonly desk: Desk;
	readonly sending: readonly Sending[];
	/** Why something could not be started. */
	readonly error: unknown;
	readonly onGoOn: () => void;
	/** The clerk has seen how the scan ended. */
	readonly onClose: () => void;
	readonly onForget: (key: string) => void;
};

/** What is coming in just now, and what went wrong with it. */
export function CaptureNews({ desk, sending, error, onGoOn, onClose, onForget }: NewsProps): ReactNode {
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
				<ScanStopped fault={scan.fault} count={scan.count} onGoOn={onGoOn} onClose={onClose} />
			)}
			{watch.fault !== undefined && <FaultNotice error={new Fault(watch.fault.code, watch.fault.data)} />}
			{sending.map(({ key, name, value, error: refusal }) =>
				refusal === undefined ? (
					<span key={key} className="sending">
						{t('screen.capture.sending', { name })}
						<Progress percent={Math.floor(value * 100)} size="small" aria-label={name} />
					</span>
				) : (
					<NotTaken key={key} name={name} error={refusal} onClose={() => onForget(key)} />
				),
			)}
		</div>
	);
}

type StoppedProps = {
	readonly fault: FaultRecord;
	readonly count: number;
	readonly onGoOn: () => void;
	readonly onClose: () => void;
};

/** Why a scan ended before the paper did, that its pages are kept, and the way on. */
function ScanStopped({ fault, count, onGoOn, onClose }: StoppedProps): ReactNode {
	const { t } = useTranslation();
	return (
		<div className="scan-stopped">
			{fault.code === 'cancelled' ? (
				<strong role="status">{t('screen.capture.stopped')}</strong>
			) : (
				<FaultNotice error={new Fault(fault.code, fault.data)} />
			)}
			{count > 0 && <span>{t('screen.capture.scanKept', { count })}</span>}
			<KeyButton size="middle" type="primary" label={t('screen.capture.goOn')} hint="A" onClick={onGoOn} />
			<KeyButton size="middle" label={t('screen.common.close')} hint="Esc" onClick={onClose} />
		</div>
	);
}

type NotTakenProps = { readonly name: string; readonly error: unknown; readonly onClose: () => void };

/** A file that is no paper, and why. */
function NotTaken({ name, error, onClose }: NotTakenProps): ReactNode {
	const { t, i18n } = useTranslation();
	const { text, advice } = faultWords(toFault(error), i18n.language === 'en' ? 'en' : 'vi');
	return (
		<Alert
			type="warning"
			showIcon
			role="alert"
			title={`${t('screen.capture.notTaken', { name })}: ${text}`}
			description={advice}
			action={<Button onClick={onClose}>{t('screen.common.close')}</Button>}
		/>
	);
}

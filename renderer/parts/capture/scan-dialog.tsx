import { useQuery } from '@tanstack/react-query';
import { Form, Modal, Radio, Select, Spin } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScannerChoices } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { fitting, keepSettings, keptSettings, type ScanSettings } from '../../state/capture-scan.ts';
import { FaultNotice } from '../fault-notice.tsx';

type Props = { readonly open: boolean; readonly onClose: () => void };

/** Which scanner, and how: only what the scanner says that it can do. Enter keeps it for this workstation. */
export function ScanDialog({ open, onClose }: Props): ReactNode {
	const { t } = useTranslation();
	const [device, setDevice] = useState<string>();
	const scanners = useQuery(api.capture.scanners.queryOptions({ enabled: open, staleTime: 0 }));
	const wanted = device ?? keptSettings()?.device;
	const found = scanners.data?.find(({ id }) => id === wanted) ?? scanners.data?.[0];
	const choices = useQuery(
		api.capture.scannerChoices.queryOptions({
			input: { device: found?.id ?? '' },
			enabled: open && found !== undefined,
			staleTime: 60_000,
		}),
	);
	const failed = scanners.error ?? choices.error;
	return (
		<Modal
			open={open}
			title={t('screen.capture.scanner.title')}
			okText={t('screen.capture.scanner.keep')}
			cancelText={t('screen.common.cancel')}
			okButtonProps={{ htmlType: 'submit', form: FORM, disabled: choices.data === undefined }}
			destroyOnHidden
			onCancel={onClose}
		>
			{failed !== null && (
				<FaultNotice error={failed} onRetry={scanners.error === null ? choices.refetch : scanners.refetch} />
			)}
			{failed === null && scanners.data === undefined && <Looking />}
			{scanners.data?.length === 0 && <p role="status">{t('screen.capture.scanner.none')}</p>}
			{found !== undefined && (
				<div className="scanner-choice">
					<label htmlFor={DEVICE}>{t('screen.capture.scanner.device')}</label>
					<Select
						id={DEVICE}
						value={found.id}
						onChange={setDevice}
						options={(scanners.data ?? []).map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
					/>
				</div>
			)}
			{found !== undefined && choices.data === undefined && choices.error === null && <Looking />}
			{found !== undefined && choices.data !== undefined && (
				<Choices key={found.id} device={found.id} can={choices.data} onKept={onClose} />
			)}
		</Modal>
	);
}

const FORM = 'scan-settings';
const DEVICE = 'scan-device';

function Looking(): ReactNode {
	const { t } = useTranslation();
	return (
		<div role="status">
			<Spin size="small" /> {t('screen.capture.scanner.looking')}
		</div>
	);
}

type ChoicesProps = { readonly device: string; readonly can: ScannerChoices; readonly onKept: () => void };

function Choices({ device, can, onKept }: ChoicesProps): ReactNode {
	const { t } = useTranslation();
	const box = useRef<HTMLDivElement>(null);
	// They come after the window has opened: Enter and the arrows should reach them then.
	useEffect(() => box.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
	const kept = (values: Omit<ScanSettings, 'device'>): void => {
		keepSettings({ ...values, device });
		onKept();
	};
	const sources = can.sources.map((value) => ({ value, label: t(`screen.capture.scanner.sources.${value}`) }));
	const colours = can.colours.map((value) => ({ value, label: t(`screen.capture.scanner.colours.${value}`) }));
	return (
		<div ref={box}>
			<Form
				name={FORM}
				layout="vertical"
				requiredMark={false}
				initialValues={fitting(device, can, keptSettings())}
				onFinish={kept}
			>
				<Form.Item name="source" label={t('screen.capture.scanner.source')}>
					<Radio.Group options={sources} />
				</Form.Item>
				<Form.Item name="colour" label={t('screen.capture.scanner.colour')}>
					<Radio.Group options={colours} />
				</Form.Item>
				<Form.Item name="dpi" label={t('screen.capture.scanner.dpi')}>
					<Select options={can.resolutionsDpi.map((dpi) => ({ value: dpi, label: `${dpi} dpi` }))} />
				</Form.Item>
			</Form>
		</div>
	);
}

import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresView } from '../../../contract/index.ts';
import { FAULT_CODES, type FaultCode } from '../../../domain/fault-codes.ts';
import { routeHash } from '../../state/route.ts';
import { BarTable } from './bar-table.tsx';

/** Why outcomes went back to the clerk this month. */
export function ReturnsPanel({ returns }: { readonly returns: FiguresView['returns'] }): ReactNode {
	const { t } = useTranslation();
	if (returns.length === 0) return <p>{t('screen.overview.returnsEmpty')}</p>;
	return (
		<BarTable
			caption={t('screen.overview.returnsCaption')}
			bars={returns.map(({ code, count }) => ({
				key: code ?? 'other',
				label: code === null ? t('screen.overview.otherReason') : t(`screen.approve.returnReason.${code}`),
				parts: [{ value: count, tone: 'bad' }],
				text: String(count),
			}))}
		/>
	);
}

/** Uploads that wait for a person. */
export function FailedUploadsPanel({ failed }: { readonly failed: FiguresView['failedUploads'] }): ReactNode {
	const { t } = useTranslation();
	if (failed.length === 0) return <p>{t('screen.overview.uploadsFine')}</p>;
	return (
		<BarTable
			caption={t('screen.overview.uploadsCaption')}
			bars={failed.map(({ fault, count }) => ({
				key: fault,
				label: faultText(fault, t),
				href: routeHash({ kind: 'uploads' }),
				parts: [{ value: count, tone: 'bad' }],
				text: String(count),
			}))}
		/>
	);
}

/** A fault's text without its data: what differs from one to the next is in the list behind it. */
function faultText(code: string, t: TFunction): string {
	const known = Object.keys(FAULT_CODES).includes(code) ? (code as FaultCode) : 'unexpected';
	return t(`fault.${known}.text`).replace(/\s*\{\{\w+\}\}/g, '');
}

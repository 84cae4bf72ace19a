import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toFault } from '../../contract/index.ts';
import { faultWords } from '../../i18n/index.ts';

type Props = {
	/** What a procedure threw. */
	readonly error: unknown;
	readonly onRetry?: () => unknown;
};

/** A fault in the person's language: what happened, and what to do about it. Announced to screen readers. */
export function FaultNotice({ error, onRetry }: Props): ReactNode {
	const { t, i18n } = useTranslation();
	const fault = toFault(error);
	const { text, advice } = faultWords(fault, i18n.language === 'en' ? 'en' : 'vi');
	return (
		<Alert
			type="error"
			showIcon
			role="alert"
			data-fault={fault.code}
			title={text}
			description={advice}
			action={onRetry && <Button onClick={onRetry}>{t('screen.common.tryAgain')}</Button>}
		/>
	);
}

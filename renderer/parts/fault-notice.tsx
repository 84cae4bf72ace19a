import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toFault } from '../../contract/index.ts';

type Props = {
	/** What a procedure threw. */
	readonly error: unknown;
	readonly onRetry?: () => unknown;
};

/** A fault in the person's language: what happened, and what to do about it. Announced to screen readers. */
export function FaultNotice({ error, onRetry }: Props): ReactNode {
	const { t } = useTranslation();
	const { code, data } = toFault(error);
	return (
		<Alert
			type="error"
			showIcon
			role="alert"
			data-fault={code}
			title={t(`fault.${code}.text`, { ...data })}
			description={t(`fault.${code}.advice`, { ...data })}
			action={onRetry && <Button onClick={onRetry}>{t('screen.common.tryAgain')}</Button>}
		/>
	);
}

import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditCheckView } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { useKeys } from '../../state/use-keys.ts';
import { FaultNotice } from '../fault-notice.tsx';

/** Proves on request that nobody has changed, left out or taken away an entry. */
export function AuditCheck(): ReactNode {
	const { t } = useTranslation();
	const check = useMutation(api.audit.check.mutationOptions());
	useKeys({ k: { label: t('screen.audit.check'), act: () => check.mutate({}) } });
	return (
		<div className="audit-check">
			<div className="act">
				<Button loading={check.isPending} onClick={() => check.mutate({})}>
					{t('screen.audit.check')}{' '}
					<span className="kbd" aria-hidden="true">
						K
					</span>
				</Button>
				<span>{t('screen.audit.checkHelp')}</span>
			</div>
			{check.error !== null && <FaultNotice error={check.error} />}
			{check.data !== undefined && <Result result={check.data} />}
		</div>
	);
}

function Result({ result }: { readonly result: AuditCheckView }): ReactNode {
	const { t } = useTranslation();
	if (result.kind === 'broken') {
		return (
			<Alert
				type="error"
				showIcon
				role="alert"
				title={t('screen.audit.broken', { seq: result.seq })}
				description={`${t(`screen.audit.break.${result.reason}`)} ${t('screen.audit.brokenAdvice')}`}
			/>
		);
	}
	return (
		<Alert
			type="success"
			showIcon
			role="status"
			title={t('screen.audit.whole', { count: result.count })}
			description={
				<>
					{t('screen.audit.head')} <code className="hash">{result.head}</code>
				</>
			}
		/>
	);
}

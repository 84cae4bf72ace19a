import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../client.ts';
import { useKeys } from '../../state/use-keys.ts';
import { FaultNotice } from '../fault-notice.tsx';

/** After a restore nothing is sent until a registrar says so: every upload then asks the repository first. */
export function PausedNotice({ mayResume }: { readonly mayResume: boolean }): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const resume = useMutation(
		api.uploads.resume.mutationOptions({
			onSettled: () => queries.invalidateQueries({ queryKey: api.uploads.key() }),
		}),
	);
	const goOn = (): void => {
		if (mayResume && !resume.isPending) resume.mutate({});
	};
	useKeys({ g: goOn });
	return (
		<>
			<Alert
				type="warning"
				showIcon
				role="alert"
				title={t('screen.uploads.paused')}
				description={t(mayResume ? 'screen.uploads.pausedHelp' : 'screen.uploads.pausedAsk')}
				action={
					mayResume && (
						<Button type="primary" loading={resume.isPending} onClick={goOn}>
							{t('screen.uploads.resume')} <kbd>G</kbd>
						</Button>
					)
				}
			/>
			{resume.error !== null && <FaultNotice error={resume.error} />}
		</>
	);
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkRow } from '../../../contract/index.ts';
import type { OutcomeId, StackId } from '../../../domain/ids.ts';
import { api, client } from '../../client.ts';
import { FaultNotice } from '../fault-notice.tsx';

const FORM = 'capture-reason';

/** What a reason is asked for: a failed paper that is put down, or a read one that becomes pages again. */
export type Asked =
	| { readonly kind: 'drop'; readonly row: WorkRow }
	| { readonly kind: 'reopen'; readonly id: OutcomeId };

type Props = {
	readonly asked: Asked | undefined;
	readonly onClose: () => void;
	readonly onReopened: (id: StackId) => void;
};

/** Why a paper is taken back or put down; the usual reason stands there already. Enter does it. */
export function ReasonDialog({ asked, onClose, onReopened }: Props): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const act = useMutation({
		mutationFn: async ({ reason }: { readonly reason: string }) => {
			if (asked?.kind === 'drop') await client.capture.dropFailed({ jobId: asked.row.jobId, reason });
			if (asked?.kind === 'reopen') onReopened((await client.capture.reopen({ outcomeId: asked.id, reason })).stackId);
		},
		onSuccess: onClose,
		onSettled: () => queries.invalidateQueries({ queryKey: api.outcomes.key() }),
	});
	const kind = asked?.kind ?? 'reopen';
	return (
		<Modal
			open={asked !== undefined}
			title={t(`screen.capture.${kind}Title`)}
			okText={t(`screen.capture.${kind}Do`)}
			cancelText={t('screen.common.cancel')}
			confirmLoading={act.isPending}
			okButtonProps={{ htmlType: 'submit', form: FORM }}
			destroyOnHidden
			onCancel={onClose}
			afterClose={act.reset}
		>
			<Form name={FORM} layout="vertical" requiredMark={false} onFinish={act.mutate} preserve={false}>
				<p>{t(`screen.capture.${kind}Why`)}</p>
				<Form.Item name="reason" label={t('screen.capture.reason')} initialValue={t(`screen.capture.${kind}Usual`)}>
					<Input autoFocus maxLength={500} onFocus={(event) => event.target.select()} />
				</Form.Item>
				{act.error !== null && <FaultNotice error={act.error} />}
			</Form>
		</Modal>
	);
}

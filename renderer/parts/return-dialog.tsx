import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../contract/index.ts';
import { api } from '../client.ts';
import { FaultNotice } from './fault-notice.tsx';

/** The form's id: its submit button stands outside it, in the dialog's foot. */
const FORM = 'return';

type Props = {
	readonly open: boolean;
	readonly outcome: OutcomeView;
	readonly onClose: () => void;
	readonly onReturned: () => void;
	/** Also when it was refused. */
	readonly onSettled: () => unknown;
};

/** Why an outcome goes back to the clerk. Ctrl+Enter sends it. */
export function ReturnDialog({ open, outcome, onClose, onReturned, onSettled }: Props): ReactNode {
	const { t } = useTranslation();
	const [form] = Form.useForm<{ reason: string }>();
	const giveBack = useMutation(api.workflow.return.mutationOptions());
	const submit = ({ reason }: { reason: string }): void => {
		const { id, revision } = outcome;
		giveBack.mutate({ id, revision, reason }, { onSuccess: onReturned, onSettled });
	};
	return (
		<Modal
			open={open}
			title={t('screen.approve.returnTitle')}
			okText={t('screen.approve.return')}
			cancelText={t('screen.common.cancel')}
			confirmLoading={giveBack.isPending}
			okButtonProps={{ htmlType: 'submit', form: FORM }}
			destroyOnHidden
			onCancel={onClose}
		>
			<Form name={FORM} form={form} layout="vertical" requiredMark={false} onFinish={submit} preserve={false}>
				<Form.Item
					name="reason"
					label={t('screen.approve.reason')}
					extra={t('screen.approve.reasonHelp')}
					initialValue=""
				>
					<Input.TextArea
						autoFocus
						rows={4}
						maxLength={2_000}
						onKeyDown={(event) => {
							if (event.key === 'Enter' && event.ctrlKey) form.submit();
						}}
					/>
				</Form.Item>
				{giveBack.error !== null && <FaultNotice error={giveBack.error} />}
			</Form>
		</Modal>
	);
}

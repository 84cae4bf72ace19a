import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fromFaultRecord } from '../../domain/fault.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { client } from '../client.ts';
import { recallCertificate, rememberCertificate } from '../state/last-certificate.ts';
import { FaultNotice } from './fault-notice.tsx';

/** The form's id: its submit button stands outside it, in the dialog's foot. */
const FORM = 'sign';

type Typed = { readonly certificate: string; readonly password: string };
type Props = {
	readonly open: boolean;
	readonly outcomeId: OutcomeId;
	readonly onClose: () => void;
	/** Brings the newest state; the dialog waits for it. */
	readonly onSigned: () => Promise<unknown>;
};

/** The clerk's signature on one outcome. What is typed here is used once and kept nowhere. */
export function SignDialog({ open, outcomeId, onClose, onSigned }: Props): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const [form] = Form.useForm<Typed>();
	const sign = useMutation({
		mutationFn: async (typed: Typed) => {
			for await (const { fault } of await client.signing.sign({ kind: 'clerk', ids: [outcomeId], ...typed })) {
				if (fault !== undefined) throw fromFaultRecord(fault);
			}
			rememberCertificate(typed.certificate);
			// Only then is the next step known: a key that is pressed as the dialog goes must find it.
			await onSigned();
		},
		// The password must not stay with the mutation.
		gcTime: 0,
	});
	const close = (): void => {
		form.resetFields();
		sign.reset();
		onClose();
	};
	const submit = (typed: Typed): void => {
		const onSuccess = (): void => {
			message.success(t('screen.sign.done'));
			close();
		};
		sign.mutate(typed, { onSuccess });
	};
	const certificate = t('screen.sign.certificate');
	const password = t('screen.sign.password');
	return (
		<Modal
			open={open}
			title={t('screen.sign.title')}
			okText={t('screen.verify.step.sign')}
			cancelText={t('screen.common.cancel')}
			confirmLoading={sign.isPending}
			okButtonProps={{ htmlType: 'submit', form: FORM }}
			destroyOnHidden
			afterOpenChange={(shown) => shown && focusFirstEmpty()}
			transitionName=""
			maskTransitionName=""
			onCancel={close}
		>
			<Form
				name={FORM}
				form={form}
				initialValues={{ certificate: recallCertificate() }}
				layout="vertical"
				requiredMark={false}
				onFinish={submit}
			>
				<Form.Item
					name="certificate"
					label={certificate}
					extra={t('screen.sign.certificateHelp')}
					rules={[{ required: true, message: t('screen.common.required', { what: certificate }) }]}
				>
					<Input autoComplete="off" spellCheck={false} />
				</Form.Item>
				<Form.Item
					name="password"
					label={password}
					extra={t('screen.sign.passwordHelp')}
					rules={[{ required: true, message: t('screen.common.required', { what: password }) }]}
				>
					<Input.Password autoComplete="off" />
				</Form.Item>
				{sign.error !== null && <FaultNotice error={sign.error} />}
			</Form>
		</Modal>
	);
}

/** The certificate when none has been chosen yet, else its password. */
function focusFirstEmpty(): void {
	document.getElementById(recallCertificate() === '' ? `${FORM}_certificate` : `${FORM}_password`)?.focus();
}

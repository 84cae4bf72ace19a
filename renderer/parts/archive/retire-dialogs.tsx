import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { showDay } from '../../state/dates.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { readDay } from './day-range.tsx';

/** What every dialog about a stored outcome is told. */
export type RetireProps = {
	readonly open: boolean;
	readonly outcome: OutcomeView;
	readonly onClose: () => void;
	readonly onDone: () => void;
	/** Also when it was refused. */
	readonly onSettled: () => unknown;
};

type FrameProps = Pick<RetireProps, 'open' | 'onClose'> & {
	readonly form: string;
	readonly title: string;
	readonly help: string;
	readonly okText: string;
	readonly pending: boolean;
	readonly error: Error | null;
	readonly onSubmit: (values: Record<string, string>) => void;
	readonly children: ReactNode;
};

/** A dialog with a form; Ctrl+Enter sends it too. */
function Frame({
	open,
	onClose,
	form,
	title,
	help,
	okText,
	pending,
	error,
	onSubmit,
	children,
}: FrameProps): ReactNode {
	const { t } = useTranslation();
	const [fields] = Form.useForm<Record<string, string>>();
	return (
		<Modal
			open={open}
			title={title}
			okText={
				<>
					{okText}
					<kbd>Ctrl+Enter</kbd>
				</>
			}
			cancelText={t('screen.common.cancel')}
			confirmLoading={pending}
			okButtonProps={{ htmlType: 'submit', form, danger: true }}
			destroyOnHidden
			onCancel={onClose}
		>
			<p>{help}</p>
			<Form
				name={form}
				form={fields}
				layout="vertical"
				requiredMark={false}
				preserve={false}
				onFinish={onSubmit}
				onKeyDown={(event) => {
					if (event.key === 'Enter' && event.ctrlKey) fields.submit();
				}}
			>
				{children}
				{error !== null && <FaultNotice error={error} />}
			</Form>
		</Modal>
	);
}

/** The decision that recalls the paper. */
export function RecallDialog({ open, outcome, onClose, onDone, onSettled }: RetireProps): ReactNode {
	const { t } = useTranslation();
	const recall = useMutation(api.archive.recall.mutationOptions({ onSuccess: onDone, onSettled }));
	const { id, revision } = outcome;
	return (
		<Frame
			open={open}
			onClose={onClose}
			form="recall"
			title={t('screen.archive.recallTitle')}
			help={t('screen.archive.recallHelp')}
			okText={t('screen.archive.recall')}
			pending={recall.isPending}
			error={recall.error}
			onSubmit={({ decisionNumber = '', date = '', reason = '' }) =>
				recall.mutate({ id, revision, decisionNumber, date: readDay(date) ?? '', reason })
			}
		>
			<Needed name="decisionNumber" label={t('screen.archive.decisionNumber')}>
				<Input autoFocus maxLength={50} />
			</Needed>
			<Day name="date" label={t('screen.archive.decisionDate')} />
			<Needed name="reason" label={t('screen.archive.reason')}>
				<Input.TextArea rows={3} maxLength={2_000} />
			</Needed>
		</Frame>
	);
}

/** The last day of validity. */
export function ExpireDialog({ open, outcome, onClose, onDone, onSettled }: RetireProps): ReactNode {
	const { t } = useTranslation();
	const expire = useMutation(api.archive.expire.mutationOptions({ onSuccess: onDone, onSettled }));
	const { id, revision, values } = outcome;
	return (
		<Frame
			open={open}
			onClose={onClose}
			form="expire"
			title={t('screen.archive.expireTitle')}
			help={t('screen.archive.recallHelp')}
			okText={t('screen.archive.expire')}
			pending={expire.isPending}
			error={expire.error}
			onSubmit={({ on = '' }) => expire.mutate({ id, revision, on: readDay(on) ?? '' })}
		>
			<Day name="on" label={t('screen.archive.lastDay')} initial={values.validUntil} autoFocus />
		</Frame>
	);
}

type FieldProps = { readonly name: string; readonly label: string };

function Needed({ name, label, children }: FieldProps & { readonly children: ReactNode }): ReactNode {
	const { t } = useTranslation();
	const message = t('screen.common.required', { what: label });
	return (
		<Form.Item name={name} label={label} rules={[{ required: true, whitespace: true, message }]}>
			{children}
		</Form.Item>
	);
}

type DayProps = FieldProps & { readonly initial?: string | undefined; readonly autoFocus?: boolean };

function Day({ name, label, initial, autoFocus = false }: DayProps): ReactNode {
	const { t } = useTranslation();
	const wrong = t('screen.archive.dayWrong');
	return (
		<Form.Item
			name={name}
			label={label}
			extra={t('screen.archive.dayHelp')}
			initialValue={initial === undefined || initial === 'indefinite' ? '' : showDay(initial)}
			rules={[
				{ required: true, message: t('screen.common.required', { what: label }) },
				{
					validator: (_, text: string) =>
						text === '' || readDay(text) !== undefined ? Promise.resolve() : Promise.reject(new Error(wrong)),
				},
			]}
		>
			<Input autoFocus={autoFocus} maxLength={30} />
		</Form.Item>
	);
}

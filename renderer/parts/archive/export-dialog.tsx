import { App, Form, Input, Modal, Progress, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORT_PURPOSES, type ExportPurpose, REQUEST_NUMBER } from '../../../domain/export-purpose.ts';
import type { OutcomeId } from '../../../domain/ids.ts';
import { useExport } from '../../state/use-export.ts';
import { FaultNotice } from '../fault-notice.tsx';

type Props = {
	readonly open: boolean;
	readonly ids: readonly OutcomeId[];
	readonly onClose: () => void;
};

type Answers = { readonly purpose: ExportPurpose; readonly request: string; readonly table: 'csv' | 'xlsx' };

/** The form's id: its submit button stands outside it, in the dialog's foot. */
const FORM = 'export';

/** Asks why the selected papers are handed out, then fetches them as one ZIP. Ctrl+Enter starts it. */
export function ExportDialog({ open, ids, onClose }: Props): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const [form] = Form.useForm<Answers>();
	const { run, share } = useExport(({ fileName, count, withoutDocument }) => {
		message.success(t('screen.archive.exported', { count, file: fileName }));
		if (withoutDocument > 0) message.warning(t('screen.archive.exportedWithout', { count: withoutDocument }), 8);
		onClose();
	});
	const submit = (answers: Answers): void => run.mutate({ ...answers, ids: [...ids] });
	return (
		<Modal
			open={open}
			title={t('screen.archive.exportTitle', { count: ids.length })}
			okText={
				<>
					{t('screen.archive.export')}
					<kbd>Ctrl+Enter</kbd>
				</>
			}
			cancelText={t('screen.common.cancel')}
			confirmLoading={run.isPending}
			okButtonProps={{ htmlType: 'submit', form: FORM }}
			cancelButtonProps={{ disabled: run.isPending }}
			closable={!run.isPending}
			mask={{ closable: false }}
			keyboard={!run.isPending}
			destroyOnHidden
			afterOpenChange={() => run.reset()}
			onCancel={onClose}
		>
			<p>{t('screen.archive.exportHelp')}</p>
			<Form
				name={FORM}
				form={form}
				layout="vertical"
				requiredMark={false}
				preserve={false}
				disabled={run.isPending}
				initialValues={{ purpose: 'citizen', request: '', table: 'xlsx' }}
				onFinish={submit}
				onKeyDown={(event) => {
					if (event.key === 'Enter' && event.ctrlKey) form.submit();
				}}
			>
				<Form.Item name="purpose" label={t('screen.archive.purpose')}>
					<Select
						autoFocus
						options={EXPORT_PURPOSES.map((value) => ({ value, label: t(`screen.archive.purposeOf.${value}`) }))}
					/>
				</Form.Item>
				<Form.Item
					name="request"
					label={t('screen.archive.request')}
					extra={t('screen.archive.requestHelp')}
					rules={[{ pattern: REQUEST_NUMBER, message: t('screen.archive.requestWrong') }]}
				>
					<Input maxLength={40} />
				</Form.Item>
				<Form.Item name="table" label={t('screen.archive.table')}>
					<Radio.Group
						options={[
							{ value: 'xlsx', label: t('screen.archive.xlsx') },
							{ value: 'csv', label: t('screen.archive.csv') },
						]}
					/>
				</Form.Item>
			</Form>
			{run.isPending && <Progress percent={Math.round(share * 100)} aria-label={t('screen.archive.exporting')} />}
			{run.error !== null && <FaultNotice error={run.error} />}
		</Modal>
	);
}

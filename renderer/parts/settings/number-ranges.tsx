import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, InputNumber, Select, Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NumberRangeView } from '../../../contract/index.ts';
import { OUTCOME_KIND_NAMES, type OutcomeKind } from '../../../domain/outcome-kinds.ts';
import { api } from '../../client.ts';
import { FaultNotice } from '../fault-notice.tsx';

type Typed = { readonly kind: OutcomeKind; readonly first: number; readonly last: number };

/** Six digits in a DocCode (CV 7197). */
const LAST = 999_999;

/** The numbers that this workstation may give to documents, how many are left, and more of them. */
export function NumberRanges(): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const [form] = Form.useForm<Typed>();
	const ranges = useQuery(api.settings.numberRanges.queryOptions());
	const add = useMutation(
		api.settings.addNumberRange.mutationOptions({
			onSuccess: async () => {
				form.resetFields();
				await queries.invalidateQueries({ queryKey: api.settings.numberRanges.key() });
			},
		}),
	);
	const number = [
		{
			required: true,
			type: 'integer',
			min: 1,
			max: LAST,
			message: t('screen.settings.between', { from: 1, to: LAST }),
		},
	] as const;
	return (
		<fieldset className="number-ranges">
			<legend>{t('screen.settings.ranges.title')}</legend>
			<p className="help">{t('screen.settings.ranges.help')}</p>
			{ranges.error !== null && <FaultNotice error={ranges.error} onRetry={ranges.refetch} />}
			<Table<NumberRangeView>
				size="small"
				rowKey={({ prefix, first }) => `${prefix} ${first}`}
				loading={ranges.isPending}
				dataSource={ranges.data}
				pagination={false}
				locale={{ emptyText: t('screen.settings.ranges.none') }}
				columns={[
					{ title: t('screen.settings.ranges.prefix'), dataIndex: 'prefix' },
					{ title: t('screen.settings.ranges.first'), dataIndex: 'first', align: 'right' },
					{ title: t('screen.settings.ranges.last'), dataIndex: 'last', align: 'right' },
					{ title: t('screen.settings.ranges.left'), align: 'right', render: (_, range) => left(range) },
				]}
			/>
			<Form<Typed>
				name="range"
				form={form}
				layout="inline"
				requiredMark={false}
				initialValues={{ kind: 'decision' }}
				onFinish={(typed) => add.mutate(typed)}
			>
				<Form.Item name="kind" label={t('screen.settings.ranges.kind')}>
					<Select
						popupMatchSelectWidth={false}
						options={OUTCOME_KIND_NAMES.map((value) => ({ value, label: t(`kind.${value}`) }))}
					/>
				</Form.Item>
				<Form.Item name="first" label={t('screen.settings.ranges.first')} rules={[...number]}>
					<InputNumber />
				</Form.Item>
				<Form.Item
					name="last"
					label={t('screen.settings.ranges.last')}
					dependencies={['first']}
					rules={[
						...number,
						({ getFieldValue }) => ({
							validator: (_, value: unknown) =>
								Number(value) >= Number(getFieldValue('first') ?? 0)
									? Promise.resolve()
									: Promise.reject(new Error(t('screen.settings.ranges.order'))),
						}),
					]}
				>
					<InputNumber />
				</Form.Item>
				<Button htmlType="submit" loading={add.isPending}>
					{t('screen.settings.ranges.add')}
				</Button>
			</Form>
			{add.error !== null && <FaultNotice error={add.error} />}
		</fieldset>
	);
}

function left({ last, next }: NumberRangeView): string {
	return String(Math.max(0, last - next + 1));
}

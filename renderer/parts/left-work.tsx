import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Modal, Select } from 'antd';
import type { TFunction } from 'i18next';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeftWorkView } from '../../contract/index.ts';
import type { AccountId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import { useKeys } from '../state/use-keys.ts';
import { FaultNotice } from './fault-notice.tsx';
import '../styles/left-work.css';

/** The unfinished work of people whose account is disabled or who are no clerks any more, and the way to give it to a colleague. Nothing when there is none. */
export function LeftWork(): ReactNode {
	const { t } = useTranslation();
	const [asked, setAsked] = useState<LeftWorkView>();
	const left = useQuery(api.leftWork.list.queryOptions());
	const work = left.data?.work ?? [];
	const [first] = work;
	const label = t('screen.leftWork.handOver');
	useKeys(first === undefined ? {} : { g: { label, act: () => setAsked(first) } });
	if (left.error !== null) return <FaultNotice error={left.error} onRetry={left.refetch} />;
	if (first === undefined) return null;
	return (
		<section className="left-work" aria-labelledby="left-work-title">
			<h2 id="left-work-title">{t('screen.leftWork.title')}</h2>
			<ul>
				{work.map((one) => (
					<li key={one.accountId}>
						<span>
							<strong>{one.name}</strong>: {amounts(one, t)}
						</span>
						<Button size="small" aria-label={`${label}: ${one.name}`} onClick={() => setAsked(one)}>
							{label}
							{one === first && <kbd>G</kbd>}
						</Button>
					</li>
				))}
			</ul>
			<HandOverDialog work={asked} clerks={left.data?.clerks ?? []} onClose={() => setAsked(undefined)} />
		</section>
	);
}

function amounts({ stacks, pages, papers, drafts }: LeftWorkView, t: TFunction): string {
	return [
		stacks > 0 && t('screen.leftWork.stacks', { count: stacks, pages }),
		papers > 0 && t('screen.leftWork.papers', { count: papers }),
		drafts > 0 && t('screen.leftWork.drafts', { count: drafts }),
	]
		.filter(Boolean)
		.join(', ');
}

type DialogProps = {
	readonly work: LeftWorkView | undefined;
	readonly clerks: readonly { readonly id: AccountId; readonly name: string; readonly orgUnitId: string }[];
	readonly onClose: () => void;
};

const FORM = 'hand-over';

function HandOverDialog({ work, clerks, onClose }: DialogProps): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const fitting = clerks.filter(({ orgUnitId }) => orgUnitId === work?.orgUnitId);
	const handOver = useMutation(
		api.leftWork.handOver.mutationOptions({
			onSuccess: ({ name }) => {
				message.success(t('screen.leftWork.done', { name }));
				onClose();
			},
			onSettled: () => queries.invalidateQueries({ queryKey: api.leftWork.key() }),
		}),
	);
	return (
		<Modal
			open={work !== undefined}
			title={t('screen.leftWork.askTitle', { name: work?.name ?? '' })}
			okText={t('screen.leftWork.handOver')}
			cancelText={t('screen.common.cancel')}
			okButtonProps={{ htmlType: 'submit', form: FORM, disabled: fitting.length === 0 }}
			confirmLoading={handOver.isPending}
			destroyOnHidden
			onCancel={onClose}
			afterClose={handOver.reset}
		>
			<p>{t('screen.leftWork.what')}</p>
			{fitting.length === 0 && <p role="status">{t('screen.leftWork.nobody')}</p>}
			<Form
				name={FORM}
				layout="vertical"
				requiredMark={false}
				preserve={false}
				initialValues={{ to: fitting.length === 1 ? fitting[0]?.id : undefined }}
				onFinish={({ to }: { readonly to: AccountId }) =>
					work !== undefined && handOver.mutate({ from: work.accountId, to })
				}
			>
				<Form.Item
					name="to"
					label={t('screen.leftWork.to')}
					rules={[{ required: true, message: t('screen.common.required', { what: t('screen.leftWork.to') }) }]}
				>
					<Select
						autoFocus
						showSearch={{ optionFilterProp: 'label' }}
						options={fitting.map(({ id, name }) => ({ value: id, label: name }))}
					/>
				</Form.Item>
				{handOver.error !== null && <FaultNotice error={handOver.error} />}
			</Form>
		</Modal>
	);
}

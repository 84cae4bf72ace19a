import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Popover } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveQuery, SavedSearchView } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { FaultNotice } from '../fault-notice.tsx';

type MenuProps = {
	readonly open: boolean;
	readonly onOpen: (open: boolean) => void;
	readonly onChoose: (query: ArchiveQuery) => void;
};

/** The person's saved searches: one is run by choosing it, and can be deleted. */
export function SavedMenu({ open, onOpen, onChoose }: MenuProps): ReactNode {
	const { t } = useTranslation();
	return (
		<Popover
			trigger="click"
			placement="bottomRight"
			open={open}
			onOpenChange={onOpen}
			destroyOnHidden
			content={<SavedList onChoose={onChoose} />}
		>
			<Button aria-haspopup="dialog" aria-expanded={open}>
				{t('screen.archive.saved')}
				<kbd>M</kbd>
			</Button>
		</Popover>
	);
}

function SavedList({ onChoose }: Pick<MenuProps, 'onChoose'>): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const saved = useQuery(api.archive.saved.queryOptions());
	const forget = useMutation(
		api.archive.forget.mutationOptions({
			onSuccess: () => queries.invalidateQueries({ queryKey: api.archive.saved.key() }),
		}),
	);
	if (saved.error !== null) return <FaultNotice error={saved.error} onRetry={saved.refetch} />;
	if (saved.data === undefined) return <p>{t('screen.common.loading')}</p>;
	if (saved.data.length === 0) return <p className="saved-empty">{t('screen.archive.savedEmpty')}</p>;
	return (
		<ul className="saved-list" aria-label={t('screen.archive.saved')}>
			{saved.data.map((search, i) => (
				<SavedItem
					key={search.id}
					search={search}
					first={i === 0}
					onChoose={onChoose}
					onForget={() => forget.mutate({ id: search.id })}
				/>
			))}
		</ul>
	);
}

type ItemProps = Pick<MenuProps, 'onChoose'> & {
	readonly search: SavedSearchView;
	readonly first: boolean;
	readonly onForget: () => void;
};

function SavedItem({ search, first, onChoose, onForget }: ItemProps): ReactNode {
	const { t } = useTranslation();
	return (
		<li>
			<Button type="link" autoFocus={first} onClick={() => onChoose(search.query)}>
				{search.name}
			</Button>
			<Button size="small" aria-label={t('screen.archive.forget', { name: search.name })} onClick={onForget}>
				✕
			</Button>
		</li>
	);
}

type SaveProps = {
	readonly open: boolean;
	readonly query: ArchiveQuery;
	readonly onClose: () => void;
	readonly onSaved: (name: string) => void;
};

const FORM = 'save-search';

/** Asks for the name under which the search is kept. */
export function SaveDialog({ open, query, onClose, onSaved }: SaveProps): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const save = useMutation(api.archive.save.mutationOptions());
	const submit = ({ name }: { name: string }): void =>
		save.mutate(
			{ name, query },
			{
				onSuccess: () => {
					void queries.invalidateQueries({ queryKey: api.archive.saved.key() });
					onSaved(name);
				},
			},
		);
	return (
		<Modal
			open={open}
			title={t('screen.archive.saveTitle')}
			okText={t('screen.archive.save')}
			cancelText={t('screen.common.cancel')}
			confirmLoading={save.isPending}
			okButtonProps={{ htmlType: 'submit', form: FORM }}
			destroyOnHidden
			onCancel={onClose}
		>
			<Form name={FORM} layout="vertical" requiredMark={false} onFinish={submit} preserve={false}>
				<Form.Item
					name="name"
					label={t('screen.archive.saveName')}
					extra={t('screen.archive.saveHelp')}
					rules={[
						{
							required: true,
							whitespace: true,
							message: t('screen.common.required', { what: t('screen.archive.saveName') }),
						},
					]}
				>
					<Input autoFocus maxLength={80} />
				</Form.Item>
				{save.error !== null && <FaultNotice error={save.error} />}
			</Form>
		</Modal>
	);
}

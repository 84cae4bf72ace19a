import { Button, Input, type InputRef, Select } from 'antd';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { type ArchiveOrder, type ArchiveQuery, SEARCH_MAX } from '../../../contract/index.ts';
import { SavedMenu } from './saved-menu.tsx';

const ORDERS: readonly ArchiveOrder[] = ['best', 'newest', 'issueDate', 'number', 'owner'];

type Props = {
	readonly query: ArchiveQuery;
	readonly box: Ref<InputRef>;
	readonly savedOpen: boolean;
	readonly onSavedOpen: (open: boolean) => void;
	readonly onChange: (change: Partial<ArchiveQuery>) => void;
	readonly onChoose: (query: ArchiveQuery) => void;
	readonly onSave: () => void;
	/** Down from the box. */
	readonly onDown: () => void;
};

/** The one box, the order, and the searches that are kept. */
export function SearchBar(props: Props): ReactNode {
	const { query, box, savedOpen, onSavedOpen, onChange, onChoose, onSave, onDown } = props;
	const { t } = useTranslation();
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.key !== 'ArrowDown') return;
		event.preventDefault();
		onDown();
	};
	return (
		<search className="archive-bar">
			<Input
				ref={box}
				type="search"
				size="large"
				allowClear
				autoFocus
				maxLength={SEARCH_MAX}
				value={query.query}
				aria-label={t('screen.outcomes.searchLabel')}
				placeholder={t('screen.outcomes.searchPlaceholder')}
				suffix={<kbd>/</kbd>}
				onChange={(event) => onChange({ query: event.target.value })}
				onKeyDown={onKeyDown}
			/>
			<Select<ArchiveOrder>
				aria-label={t('screen.archive.order')}
				value={query.order}
				prefix={<kbd>P</kbd>}
				popupMatchSelectWidth={false}
				onChange={(order) => onChange({ order })}
				options={ORDERS.map((value) => ({ value, label: t(`screen.archive.orderOf.${value}`) }))}
			/>
			<SavedMenu open={savedOpen} onOpen={onSavedOpen} onChoose={onChoose} />
			<Button onClick={onSave}>
				{t('screen.archive.save')}
				<kbd>Ctrl+S</kbd>
			</Button>
		</search>
	);
}

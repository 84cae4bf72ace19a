import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, Select, Spin } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupRow } from '../../contract/index.ts';
import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import { type FieldGroup, useFieldGroup } from '../state/use-field-group.ts';
import { useKeys } from '../state/use-keys.ts';
import { FaultNotice } from './fault-notice.tsx';
import { VerifyGroupRow } from './verify-group-row.tsx';

/** Height of a row, CSS px: a crop of two printed lines and its borders. */
const ROW_HEIGHT = 76;

/** One field confirmed over many outcomes: the crop of each beside its value, equal values together. */
export function VerifyGroup({ onClose }: { readonly onClose: () => void }): ReactNode {
	const { t } = useTranslation();
	const [field, setField] = useState<FieldName>('documentNumber');
	useKeys({ v: onClose, Escape: onClose });
	return (
		<section className="group" aria-labelledby="group-title">
			<header className="group-head">
				<h1 id="group-title">{t('screen.verify.group.title')}</h1>
				<Select<FieldName>
					showSearch={{ optionFilterProp: 'label' }}
					aria-label={t('screen.verify.group.field')}
					value={field}
					onChange={setField}
					popupMatchSelectWidth={false}
					options={FIELD_NAMES.map((value) => ({ value, label: t(`field.${value}`) }))}
				/>
				<Button onClick={onClose}>
					{t('screen.verify.group.back')}
					<kbd>V</kbd>
				</Button>
			</header>
			<p className="facts">{t('screen.verify.group.help')}</p>
			<Rows key={field} field={field} />
		</section>
	);
}

function Rows({ field }: { readonly field: FieldName }): ReactNode {
	const { t } = useTranslation();
	const group = useFieldGroup(field);
	const { list, standings } = group;
	const rows = list.data?.rows ?? [];
	const open = rows.filter(({ id }) => standings.get(id) === undefined);
	if (list.error !== null) return <FaultNotice error={list.error} onRetry={list.refetch} />;
	if (list.data === undefined) return <Spin description={t('screen.verify.group.loading')} />;
	if (rows.length === 0) return <p>{t('screen.verify.group.empty')}</p>;
	const settled = [...standings.values()].filter(({ kind }) => kind === 'done' || kind === 'corrected').length;
	const left = list.data.left - settled;
	return (
		<>
			<p role="status">{t('screen.verify.group.left', { count: left })}</p>
			<GroupList field={field} rows={rows} group={group} />
			{open.length === 0 && left > 0 && (
				<Button type="primary" autoFocus onClick={() => void group.more()}>
					{t('screen.verify.group.next')}
				</Button>
			)}
		</>
	);
}

type ListProps = { readonly field: FieldName; readonly rows: readonly GroupRow[]; readonly group: FieldGroup };

function GroupList({ field, rows, group }: ListProps): ReactNode {
	const { t } = useTranslation();
	const pane = useRef<HTMLDivElement>(null);
	const [at, setAt] = useState(0);
	const virtual = useVirtualizer({
		count: rows.length,
		getScrollElement: () => pane.current,
		estimateSize: () => ROW_HEIGHT,
		overscan: 4,
	});
	// A row that is far away is there once the list has been scrolled to it.
	// biome-ignore lint/correctness/useExhaustiveDependencies: moves with the row alone
	useEffect(() => {
		virtual.scrollToIndex(at, { align: 'auto' });
		const timer = setTimeout(() => pane.current?.querySelector<HTMLElement>(`[data-row="${at}"] input`)?.focus(), 0);
		return () => clearTimeout(timer);
	}, [at, rows]);
	const isOpen = (row: GroupRow | undefined, taken: readonly GroupRow[]): boolean =>
		row !== undefined && !taken.includes(row) && group.standings.get(row.id) === undefined;
	const goOn = (from: number, taken: readonly GroupRow[]): void => {
		const after = rows.findIndex((row, index) => index > from && isOpen(row, taken));
		setAt(
			after === -1
				? Math.max(
						0,
						rows.findIndex((row) => isOpen(row, taken)),
					)
				: after,
		);
	};
	return (
		<div className="group-list" ref={pane}>
			<ul className="group-sizer" aria-label={t('screen.verify.group.list')} style={{ height: virtual.getTotalSize() }}>
				{virtual.getVirtualItems().map(({ index, start, size }) => {
					const row = rows[index];
					if (row === undefined) return null;
					const same = rows.filter((other) => other.reading.value === row.reading.value && isOpen(other, []));
					return (
						<VerifyGroupRow
							key={row.id}
							index={index}
							top={start}
							height={size}
							field={field}
							row={row}
							standing={group.standings.get(row.id)}
							same={same.length}
							onFocus={() => setAt(index)}
							onMove={(by) => setAt(Math.max(0, Math.min(rows.length - 1, index + by)))}
							onConfirm={() => {
								void group.confirm([row]);
								goOn(index, [row]);
							}}
							onConfirmSame={() => {
								void group.confirm(same);
								goOn(index, same);
							}}
							onCorrect={(value) => {
								void group.correct(row, value);
								goOn(index, [row]);
							}}
							onPostpone={() => {
								group.postpone(row);
								goOn(index, [row]);
							}}
						/>
					);
				})}
			</ul>
		</div>
	);
}

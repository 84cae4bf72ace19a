import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupRow } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import { faultWords } from '../../i18n/index.ts';
import { readValue, showValue } from '../state/field-text.ts';
import { routeHash } from '../state/route.ts';
import type { RowStanding } from '../state/use-field-group.ts';
import { CertaintyMark } from './certainty-mark.tsx';
import { FieldCrop } from './field-crop.tsx';

type Props = {
	readonly index: number;
	/** Where the row lies in the list, CSS px. */
	readonly top: number;
	readonly height: number;
	readonly field: FieldName;
	readonly row: GroupRow;
	readonly standing: RowStanding | undefined;
	/** Rows of the same value that are still open. */
	readonly same: number;
	readonly onFocus: () => void;
	readonly onMove: (by: number) => void;
	readonly onConfirm: () => void;
	readonly onConfirmSame: () => void;
	readonly onCorrect: (value: string) => void;
	readonly onPostpone: () => void;
};

/** One outcome of the grid: its name, the crop of its page, its value, and what has become of it. */
export function VerifyGroupRow(props: Props): ReactNode {
	const { field, row, standing, same } = props;
	const { t } = useTranslation();
	const { reading } = row;
	const indefinite = t('screen.verify.indefinite');
	const kept = showValue(field, reading.value, indefinite);
	const [text, setText] = useState(kept);
	const value = readValue(field, text, indefinite);
	const settled = standing?.kind === 'done' || standing?.kind === 'corrected';
	const enter = (): void => {
		if (value === undefined || settled) return;
		if (value === reading.value) props.onConfirm();
		else props.onCorrect(value);
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.nativeEvent.isComposing || event.altKey) return;
		if (event.key === 'Enter' && event.ctrlKey && event.shiftKey) props.onConfirmSame();
		else if (event.key === 'Enter' && event.ctrlKey) props.onPostpone();
		else if (event.key === 'Enter') enter();
		else if (event.key === 'Escape' && text !== kept) setText(kept);
		else if (event.key === 'ArrowDown') props.onMove(1);
		else if (event.key === 'ArrowUp') props.onMove(-1);
		else return;
		event.preventDefault();
		event.stopPropagation();
	};
	const name = row.values.ownerName ?? row.values.documentNumber ?? row.sourceName;
	return (
		<li
			className={settled ? 'group-row settled' : 'group-row'}
			data-row={props.index}
			style={{ height: props.height, transform: `translateY(${props.top}px)` }}
		>
			<span className="name">
				<a href={routeHash({ kind: 'outcome', id: row.id, query: '', page: reading.page })}>{name}</a>
				<small>
					{t(`kind.${row.kind}`)} · {row.sourceName}
				</small>
			</span>
			<span className="crop">
				{reading.box[2] > 0 ? (
					<FieldCrop outcomeId={row.id} page={row.page} box={reading.box} room={{ width: 360, height: 58 }} />
				) : (
					t('screen.verify.group.noPlace')
				)}
			</span>
			<input
				type="text"
				spellCheck={false}
				autoComplete="off"
				aria-label={t('screen.verify.group.value', { name })}
				aria-invalid={value === undefined}
				readOnly={settled}
				value={text}
				onFocus={(event) => {
					event.currentTarget.select();
					props.onFocus();
				}}
				onChange={(event) => setText(event.target.value)}
				onKeyDown={onKeyDown}
			/>
			<span role="status">
				<Standing {...props} />
				{standing === undefined && same > 1 && (
					<Button size="small" tabIndex={-1} onClick={props.onConfirmSame}>
						{t('screen.verify.group.confirmSame', { count: same })}
					</Button>
				)}
			</span>
		</li>
	);
}

function Standing({ row, standing }: Props): ReactNode {
	const { t, i18n } = useTranslation();
	if (standing === undefined) return <CertaintyMark confidence={row.reading.confidence} />;
	if (standing.kind === 'postponed') return t('screen.verify.group.postponed');
	if (standing.kind !== 'failed') return `✓ ${t(`screen.verify.group.${standing.kind}`)}`;
	const { text } = faultWords(standing.fault, i18n.language === 'en' ? 'en' : 'vi');
	return (
		<strong className="verdict bad">
			{t('screen.verify.group.failed')}: {text}
		</strong>
	);
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry, StoredReadingView } from '../../contract/index.ts';
import { isHuman } from '../../domain/fields.ts';
import { certaintyOf } from '../state/confidence.ts';
import { showInstant } from '../state/dates.ts';
import { showValue } from '../state/field-text.ts';
import { CertaintyMark } from './certainty-mark.tsx';

type Props = {
	readonly readings: readonly StoredReadingView[];
	/** Newest first: who has corrected what. */
	readonly history: readonly HistoryEntry[];
	/** The one whose place on the page is marked. */
	readonly shown: StoredReadingView | undefined;
	readonly onShow: (reading: StoredReadingView) => void;
};

/** The fields with how sure each is; a value is a button that shows its place on the page. */
export function FieldList({ readings, history, shown, onShow }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<section className="field-list" aria-labelledby="fields-title">
			<h2 id="fields-title">{t('screen.outcome.fields')}</h2>
			{readings.length === 0 ? (
				<p>{t('screen.outcome.noFields')}</p>
			) : (
				<table>
					<thead>
						<tr>
							<th scope="col">{t('screen.outcome.field')}</th>
							<th scope="col">{t('screen.outcome.value')}</th>
							<th scope="col">{t('screen.outcome.confidence')}</th>
						</tr>
					</thead>
					<tbody>
						{readings.map((reading) => (
							<FieldRow
								key={reading.field}
								reading={reading}
								corrected={history.find((entry) => corrects(entry, reading.field))}
								marked={reading.field === shown?.field}
								onShow={() => onShow(reading)}
							/>
						))}
					</tbody>
				</table>
			)}
		</section>
	);
}

function corrects({ action, data }: HistoryEntry, field: string): boolean {
	return action === 'fieldCorrected' && data.field === field;
}

type RowProps = {
	readonly reading: StoredReadingView;
	readonly corrected: HistoryEntry | undefined;
	readonly marked: boolean;
	readonly onShow: () => void;
};

function FieldRow({ reading, corrected, marked, onShow }: RowProps): ReactNode {
	const { t } = useTranslation();
	const name = t(`field.${reading.field}`);
	const value = showValue(reading.field, reading.value, t('screen.verify.indefinite'));
	const person = isHuman(reading.origin);
	const by = reading.byName ?? corrected?.by;
	const certain = person || reading.confirmed === true || certaintyOf(reading.confidence) === 'certain';
	const classes = [marked && 'marked', person && 'changed', !certain && 'doubtful'].filter(Boolean).join(' ');
	return (
		<tr className={classes === '' ? undefined : classes}>
			<th scope="row">{name}</th>
			<td>
				<button
					type="button"
					aria-pressed={marked}
					aria-description={t('screen.outcome.showOnPage', { field: name })}
					onClick={onShow}
					onFocus={onShow}
				>
					{value === '' ? t('screen.verify.absent') : value}
				</button>
				{!person && reading.printed !== value && (
					<small>{t('screen.outcome.printedAs', { printed: reading.printed })}</small>
				)}
				{person && <MachineSaid reading={reading} />}
			</td>
			<td>
				{person ? `✎ ${t(`origin.${reading.origin}`)}` : <CertaintyMark confidence={reading.confidence} />}
				{person && by !== undefined && (
					<small>
						{by}, {showInstant(reading.at)}
					</small>
				)}
				{reading.confirmed === true && (
					<small>{t('screen.approve.confirmedBy', { name: by ?? '', at: showInstant(reading.at) })}</small>
				)}
				{!person && reading.origin !== 'ocr' && <small>{t(`origin.${reading.origin}`)}</small>}
			</td>
		</tr>
	);
}

/** What stood there before a person changed it. */
function MachineSaid({ reading }: { readonly reading: StoredReadingView }): ReactNode {
	const { t } = useTranslation();
	const { field, machine, value, origin } = reading;
	// `typed`: there was nothing to be corrected.
	if (machine === undefined && origin === 'typed') {
		return <small className="machine">{t('screen.approve.machineNothing')}</small>;
	}
	if (machine === undefined || machine.value === value) return null;
	const shown = showValue(field, machine.value, t('screen.verify.indefinite'));
	const percent = Math.floor(machine.confidence * 100);
	return <small className="machine">{t('screen.approve.machineRead', { value: shown, percent })}</small>;
}

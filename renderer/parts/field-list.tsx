import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredReadingView } from '../../contract/index.ts';
import { FIELDS } from '../../domain/fields.ts';
import { showDay } from '../state/dates.ts';
import { CertaintyMark } from './certainty-mark.tsx';

type Props = {
	readonly readings: readonly StoredReadingView[];
	/** The one whose place on the page is marked. */
	readonly shown: StoredReadingView | undefined;
	readonly onShow: (reading: StoredReadingView) => void;
};

/** The fields with how sure each is; a value is a button that shows its place on the page. */
export function FieldList({ readings, shown, onShow }: Props): ReactNode {
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

type RowProps = { readonly reading: StoredReadingView; readonly marked: boolean; readonly onShow: () => void };

function FieldRow({ reading, marked, onShow }: RowProps): ReactNode {
	const { t } = useTranslation();
	const name = t(`field.${reading.field}`);
	const value = FIELDS[reading.field].type === 'date' ? showDay(reading.value) : reading.value;
	const person = reading.origin === 'typed' || reading.origin === 'corrected';
	return (
		<tr className={marked ? 'marked' : undefined}>
			<th scope="row">{name}</th>
			<td>
				<button
					type="button"
					aria-pressed={marked}
					aria-description={t('screen.outcome.showOnPage', { field: name })}
					onClick={onShow}
				>
					{value}
				</button>
				{reading.printed !== value && <small>{t('screen.outcome.printedAs', { printed: reading.printed })}</small>}
			</td>
			<td>
				{person ? t(`origin.${reading.origin}`) : <CertaintyMark confidence={reading.confidence} />}
				{!person && reading.origin !== 'ocr' && <small>{t(`origin.${reading.origin}`)}</small>}
			</td>
		</tr>
	);
}

import { Button } from 'antd';
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView, WordView } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import { appendWord } from '../state/append-word.ts';
import { obligatoryFields, openFields, shownFields } from '../state/open-fields.ts';
import { useCorrections } from '../state/use-corrections.ts';
import { ClerkSteps } from './clerk-steps.tsx';
import { FaultNotice } from './fault-notice.tsx';
import { FieldCrop } from './field-crop.tsx';
import type { Place } from './page-viewer.tsx';
import { ReturnReason } from './return-reason.tsx';
import { boxId, VerifyField } from './verify-field.tsx';

/** Takes a word that was clicked on the page. */
export type WordTaker = { take(word: WordView, page: number): void };

type Props = {
	readonly outcome: OutcomeView;
	readonly words: RefObject<WordTaker | null>;
	/** Shows a place on the page; nothing for a field that has none. */
	readonly onPlace: (place: Place | undefined) => void;
};

/** The fields in the order of the paper, each to be compared with it, and the clerk's next step. */
export function VerifyPanel({ outcome, words, onPlace }: Props): ReactNode {
	const { t } = useTranslation();
	const { readings } = outcome;
	const corrections = useCorrections(outcome);
	const [confirmed, setConfirmed] = useState<ReadonlySet<FieldName>>(new Set());
	const [focused, setFocused] = useState<FieldName>();
	/** The obligatory field that was left empty once: a second Enter says that the paper does not have it. */
	const [emptyOnce, setEmptyOnce] = useState<FieldName>();
	const [all, setAll] = useState(false);
	const next = useRef<HTMLButtonElement>(null);
	const fields = shownFields(readings, all);
	const open = openFields(readings, confirmed);
	const readingOf = (field: FieldName) => readings.find((one) => one.field === field);

	const first = useRef(open[0] ?? fields[0]);
	useEffect(() => focusBox(first.current), []);
	useImperativeHandle(words, () => ({
		take: (word, page) => {
			if (focused === undefined) return;
			const draft = appendWord(corrections.drafts[focused], word, page);
			corrections.type(focused, draft);
		},
	}));

	const focus = (field: FieldName): void => {
		setFocused(field);
		onPlace(placeOf(readingOf(field)));
	};
	const move = (from: FieldName, by: number): void => {
		const to = fields[fields.indexOf(from) + by];
		if (to !== undefined) focusBox(to);
		else if (by > 0) next.current?.focus();
	};
	const enter = (field: FieldName): void => {
		const empty = (corrections.drafts[field]?.text ?? '') === '' && obligatoryFields(readings).includes(field);
		if (empty && emptyOnce !== field) {
			setEmptyOnce(field);
			return;
		}
		if (empty) void corrections.declareAbsent(field);
		else void corrections.keep(field);
		setConfirmed((before) => new Set([...before, field]));
		move(field, 1);
	};
	const noteOf = (field: FieldName): string | undefined => {
		if (corrections.refused === field) return t('screen.verify.notKeptWhy', { field: t(`field.${field}`) });
		return emptyOnce === field && focused === field ? t('screen.verify.enterForAbsent') : undefined;
	};
	return (
		<section className="verify" aria-labelledby="verify-title">
			{outcome.state === 'returned' && <ReturnReason outcome={outcome} />}
			<h2 id="verify-title">{t('screen.outcome.fields')}</h2>
			<p className="facts">{t('screen.verify.help')}</p>
			{corrections.error !== null && <FaultNotice error={corrections.error} />}
			{fields.map((field) => (
				<VerifyField
					key={field}
					field={field}
					reading={readingOf(field)}
					draft={corrections.drafts[field]}
					confirmed={confirmed.has(field)}
					open={open.includes(field)}
					note={noteOf(field)}
					crop={focused === field && <CropOf outcome={outcome} place={placeOf(readingOf(field))} />}
					onFocus={() => focus(field)}
					onLeave={() => void corrections.keep(field)}
					onType={(text) => corrections.type(field, { text })}
					onEnter={() => enter(field)}
					onMove={(by) => move(field, by)}
				/>
			))}
			{!all && (
				<Button type="link" onClick={() => setAll(true)}>
					{t('screen.verify.moreFields')}
				</Button>
			)}
			<ClerkSteps outcome={outcome} open={open} keepAll={corrections.keepAll} onField={focusBox} primary={next} />
		</section>
	);
}

function CropOf({ outcome, place }: { readonly outcome: OutcomeView; readonly place: Place | undefined }): ReactNode {
	return place && <FieldCrop outcome={outcome} place={place} />;
}

/** Where a value stands; nothing for one that was typed without a place. */
function placeOf(place: Place | undefined): Place | undefined {
	return place !== undefined && place.box[2] > 0 ? place : undefined;
}

function focusBox(field: FieldName | undefined): void {
	if (field !== undefined) document.getElementById(boxId(field))?.focus();
}

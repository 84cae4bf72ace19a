import { Button } from 'antd';
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView, Suggestion, WordView } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import { appendWord, type Draft } from '../state/append-word.ts';
import { obligatoryFields, openFields, shownFields } from '../state/open-fields.ts';
import { useChecks } from '../state/use-checks.ts';
import { useCorrections } from '../state/use-corrections.ts';
import { useNextOutcome } from '../state/use-next-outcome.ts';
import { usePanelKeys } from '../state/use-panel-keys.ts';
import { ClerkSteps } from './clerk-steps.tsx';
import { FaultNotice } from './fault-notice.tsx';
import { FieldChecks } from './field-checks.tsx';
import { FieldCrop } from './field-crop.tsx';
import type { Place } from './page-viewer.tsx';
import { ReturnReason } from './return-reason.tsx';
import { boxId } from './verify-box.tsx';
import { VerifyField } from './verify-field.tsx';

/** What the page hands over to the fields. */
export type WordTaker = {
	/** A word that was clicked. */
	take(word: WordView, page: number): void;
	/** A zone that was read anew, for the field that it was asked for. */
	put(field: FieldName, draft: Draft): void;
	/** The field that has the focus, or had it last. */
	focused(): FieldName | undefined;
};

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
	const { drafts } = corrections;
	const checks = useChecks(outcome, drafts);
	const leave = useNextOutcome(outcome.id);
	const [focused, setFocused] = useState<FieldName>();
	/** The obligatory field that was left empty once: a second Enter says that the paper does not have it. */
	const [emptyOnce, setEmptyOnce] = useState<FieldName>();
	const [all, setAll] = useState(false);
	const next = useRef<HTMLButtonElement>(null);
	const fields = shownFields(readings, all);
	const odd = new Set(checks.flatMap(({ field }) => field ?? []));
	const open = openFields(readings, odd);
	const readingOf = (field: FieldName) => readings.find((one) => one.field === field);

	const first = useRef(open.single[0] ?? open.together[0] ?? fields[0]);
	useEffect(() => focusBox(first.current), []);
	useImperativeHandle(words, () => ({
		take: (word, page) => {
			if (focused !== undefined) corrections.type(focused, appendWord(drafts[focused], word, page));
		},
		put: (field, draft) => {
			corrections.type(field, draft);
			focusBox(field);
		},
		focused: () => focused,
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
	/** On to what must still be looked at, after this field first; else to the step that comes next. */
	const goOn = (from: FieldName): void => {
		const left = fields.filter(
			(field) => field !== from && (open.single.includes(field) || open.together.includes(field)),
		);
		const to = left.find((field) => fields.indexOf(field) > fields.indexOf(from)) ?? left[0];
		if (to === undefined) next.current?.focus();
		else focusBox(to);
	};
	const enter = (field: FieldName): void => {
		const empty = (drafts[field]?.text ?? '') === '' && obligatoryFields(readings).includes(field);
		if (empty && emptyOnce !== field) {
			setEmptyOnce(field);
			return;
		}
		if (empty) void corrections.declareAbsent(field);
		else {
			corrections.confirm([field]);
			void corrections.keep(field);
		}
		goOn(field);
	};
	const take = (field: FieldName, { value, position }: Suggestion): void => {
		corrections.type(field, { text: value });
		// The signer's position goes along where nothing stands yet; it is kept by its own Enter.
		const isFree = readingOf('signerPosition') === undefined && drafts.signerPosition === undefined;
		if (position !== undefined && isFree) corrections.type('signerPosition', { text: position });
	};
	const confirmTogether = (): void => {
		if (open.together.length === 0) return;
		corrections.confirm(open.together);
		const [left] = open.single;
		if (left === undefined) next.current?.focus();
		else if (focused === undefined || !open.single.includes(focused)) focusBox(left);
	};
	const noteOf = (field: FieldName): string | undefined => {
		if (corrections.refused === field) return t('screen.verify.notKeptWhy', { field: t(`field.${field}`) });
		return emptyOnce === field && focused === field ? t('screen.verify.enterForAbsent') : undefined;
	};
	const onPanelKey = usePanelKeys({ F8: confirmTogether, F9: () => void leave() });
	return (
		// biome-ignore lint/a11y/noNoninteractiveElementInteractions: keys that work in every box of the panel
		<section className="verify" aria-labelledby="verify-title" onKeyDown={onPanelKey}>
			{outcome.state === 'returned' && <ReturnReason outcome={outcome} />}
			<header className="verify-head">
				<h2 id="verify-title">{t('screen.outcome.fields')}</h2>
				{open.together.length > 0 && (
					<Button size="small" onClick={confirmTogether}>
						{t('screen.verify.confirmTogether', { count: open.together.length })}
						<kbd>F8</kbd>
					</Button>
				)}
			</header>
			<p className="facts">{t('screen.verify.help')}</p>
			<FieldChecks checks={checks} />
			{corrections.error !== null && <FaultNotice error={corrections.error} />}
			{fields.map((field) => (
				<VerifyField
					key={field}
					field={field}
					reading={readingOf(field)}
					draft={drafts[field]}
					open={standingOf(open, field)}
					note={noteOf(field)}
					checks={checks}
					crop={focused === field && <CropOf outcome={outcome} place={placeOf(readingOf(field))} />}
					onFocus={() => focus(field)}
					onLeave={() => void corrections.keep(field)}
					onType={(text) => corrections.type(field, { text })}
					onTake={(offer) => take(field, offer)}
					onEnter={() => enter(field)}
					onMove={(by) => move(field, by)}
				/>
			))}
			{!all && (
				<Button type="link" onClick={() => setAll(true)}>
					{t('screen.verify.moreFields')}
				</Button>
			)}
			<ClerkSteps
				outcome={outcome}
				odd={odd}
				ready={corrections.restored}
				settle={corrections.settle}
				goOn={leave}
				onField={focusBox}
				primary={next}
			/>
		</section>
	);
}

function standingOf(open: ReturnType<typeof openFields>, field: FieldName): 'single' | 'together' | undefined {
	if (open.single.includes(field)) return 'single';
	return open.together.includes(field) ? 'together' : undefined;
}

function CropOf({ outcome, place }: { readonly outcome: OutcomeView; readonly place: Place | undefined }): ReactNode {
	return place && <FieldCrop outcomeId={outcome.id} page={outcome.pages[place.page]} box={place.box} />;
}

/** Where a value stands; nothing for one that was typed without a place. */
function placeOf(place: Place | undefined): Place | undefined {
	return place !== undefined && place.box[2] > 0 ? place : undefined;
}

function focusBox(field: FieldName | undefined): void {
	if (field !== undefined) document.getElementById(boxId(field))?.focus();
}

import { Button } from 'antd';
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView, WordView } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import { appendWord, type Draft } from '../state/append-word.ts';
import { focusBox } from '../state/field-box.ts';
import type { OpenFields } from '../state/open-fields.ts';
import { useComparing } from '../state/use-comparing.ts';
import { useNextOutcome } from '../state/use-next-outcome.ts';
import { usePanelKeys } from '../state/use-panel-keys.ts';
import { ClerkSteps } from './clerk-steps.tsx';
import { FaultNotice } from './fault-notice.tsx';
import { FieldChecks } from './field-checks.tsx';
import { FieldCrop } from './field-crop.tsx';
import { type Place, placeOf } from './page-viewer.tsx';
import { ReturnReason } from './return-reason.tsx';
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
	/** What stands below the fields. */
	readonly children: ReactNode;
};

/** The fields in the order of the paper, each to be compared with it, and the clerk's next step. */
export function VerifyPanel({ outcome, words, onPlace, children }: Props): ReactNode {
	const { t } = useTranslation();
	const next = useRef<HTMLButtonElement>(null);
	const leave = useNextOutcome(outcome.id);
	const comparing = useComparing(outcome, { onPlace, onDone: () => next.current?.focus() });
	const { corrections, checks, fields, open, focused, readingOf, confirmTogether } = comparing;
	const first = useRef(open.single[0] ?? open.together[0] ?? fields[0]);
	useEffect(() => focusBox(first.current), []);
	useImperativeHandle(words, () => ({
		take: (word, page) => {
			if (focused !== undefined) corrections.type(focused, appendWord(corrections.drafts[focused], word, page));
		},
		put: (field, draft) => {
			corrections.type(field, draft);
			focusBox(field);
		},
		focused: () => focused,
	}));
	const onPanelKey = usePanelKeys({ F8: confirmTogether, F9: () => void leave() });
	return (
		<section className="verify" aria-labelledby="verify-title" onKeyDown={onPanelKey}>
			<div className="verify-list">
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
						draft={corrections.drafts[field]}
						open={standingOf(open, field)}
						note={comparing.noteOf(field)}
						checks={checks}
						crop={focused === field && <CropOf outcome={outcome} place={placeOf(readingOf(field))} />}
						onFocus={() => comparing.focus(field)}
						onLeave={() => void corrections.keep(field)}
						onType={(text) => corrections.type(field, { text })}
						onTake={(offer) => comparing.take(field, offer)}
						onEnter={() => comparing.enter(field)}
						onMove={(by) => comparing.move(field, by)}
					/>
				))}
				{!comparing.all && <Button onClick={comparing.showAll}>{t('screen.verify.moreFields')}</Button>}
				{children}
			</div>
			<ClerkSteps
				outcome={outcome}
				odd={comparing.odd}
				ready={corrections.restored}
				settle={corrections.settle}
				goOn={leave}
				onField={focusBox}
				primary={next}
			/>
		</section>
	);
}

function standingOf(open: OpenFields, field: FieldName): 'single' | 'together' | undefined {
	if (open.single.includes(field)) return 'single';
	return open.together.includes(field) ? 'together' : undefined;
}

function CropOf({ outcome, place }: { readonly outcome: OutcomeView; readonly place: Place | undefined }): ReactNode {
	return place && <FieldCrop outcomeId={outcome.id} page={outcome.pages[place.page]} box={place.box} />;
}

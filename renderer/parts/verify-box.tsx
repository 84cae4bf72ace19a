import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from '../../contract/index.ts';
import { type FieldName, RECURRING_FIELDS } from '../../domain/fields.ts';
import { boxId } from '../state/field-box.ts';
import { offersFor } from '../state/offers.ts';
import { useSuggestions } from '../state/use-suggestions.ts';

type Props = {
	readonly field: FieldName;
	readonly text: string;
	readonly describedBy: string;
	readonly onFocus: () => void;
	readonly onLeave: () => void;
	readonly onType: (text: string) => void;
	/** Takes an offer. */
	readonly onTake: (offer: Suggestion) => void;
	/** A key that is the field's; answers whether it was. */
	readonly onKey: (event: KeyboardEvent<HTMLElement>) => boolean;
};

/** Where a value is typed. Fields that come back from paper to paper offer what earlier ones said; nothing is taken unasked. */
export function VerifyBox(props: Props): ReactNode {
	return RECURRING_FIELDS.includes(props.field) ? <OfferingBox {...props} /> : <PlainBox {...props} />;
}

function PlainBox({ field, text, describedBy, onFocus, onLeave, onType, onKey }: Props): ReactNode {
	return (
		<textarea
			id={boxId(field)}
			rows={1}
			spellCheck={false}
			value={text}
			aria-describedby={describedBy}
			onFocus={(event) => {
				event.currentTarget.select();
				onFocus();
			}}
			onBlur={onLeave}
			onChange={(event) => onType(event.target.value.replaceAll('\n', ' '))}
			onKeyDown={(event) => {
				if (onKey(event)) event.preventDefault();
			}}
		/>
	);
}

/** A box with a list under it: Alt+↓ opens it, ↑ ↓ choose, Tab or Enter takes what is chosen, Escape closes it. */
function OfferingBox(props: Props): ReactNode {
	const { field, text, describedBy, onFocus, onLeave, onType, onKey } = props;
	const [asked, setAsked] = useState(false);
	const [open, setOpen] = useState<'typed' | 'all'>();
	const [chosen, setChosen] = useState(-1);
	const suggestions = useSuggestions(field, asked);
	const offers = open === undefined ? [] : offersFor(suggestions, open === 'all' ? '' : text);
	const id = boxId(field);
	const close = (): void => {
		setOpen(undefined);
		setChosen(-1);
	};
	const take = (offer: Suggestion): void => {
		props.onTake(offer);
		close();
	};
	const onListKey = (event: KeyboardEvent): boolean => {
		if (event.altKey && event.key === 'ArrowDown') {
			setOpen('all');
			setChosen(0);
			return true;
		}
		if (offers.length === 0) return false;
		const offer = offers[chosen];
		if (event.key === 'ArrowDown') setChosen(Math.min(offers.length - 1, chosen + 1));
		else if (event.key === 'ArrowUp') setChosen(Math.max(-1, chosen - 1));
		else if (event.key === 'Escape') close();
		else if ((event.key === 'Tab' || event.key === 'Enter') && !event.ctrlKey && offer !== undefined) take(offer);
		else return false;
		return true;
	};
	return (
		<span className="offering">
			<input
				id={id}
				type="text"
				role="combobox"
				spellCheck={false}
				autoComplete="off"
				value={text}
				aria-autocomplete="list"
				aria-expanded={offers.length > 0}
				aria-controls={`${id}-offers`}
				aria-activedescendant={offers[chosen] === undefined ? undefined : `${id}-offer-${chosen}`}
				aria-describedby={describedBy}
				onFocus={(event) => {
					event.currentTarget.select();
					setAsked(true);
					onFocus();
				}}
				onBlur={() => {
					close();
					onLeave();
				}}
				onChange={(event) => {
					setOpen(event.target.value.trim() === '' ? undefined : 'typed');
					setChosen(-1);
					onType(event.target.value);
				}}
				onKeyDown={(event) => {
					if (event.nativeEvent.isComposing) return;
					if (onListKey(event)) {
						event.preventDefault();
						event.stopPropagation();
					} else if (onKey(event)) {
						close();
						event.preventDefault();
					}
				}}
			/>
			<Offers id={id} offers={offers} chosen={chosen} onTake={take} />
		</span>
	);
}

type OffersProps = {
	readonly id: string;
	readonly offers: readonly Suggestion[];
	readonly chosen: number;
	readonly onTake: (offer: Suggestion) => void;
};

function Offers({ id, offers, chosen, onTake }: OffersProps): ReactNode {
	const { t } = useTranslation();
	useEffect(() => {
		if (chosen >= 0) document.getElementById(`${id}-offer-${chosen}`)?.scrollIntoView({ block: 'nearest' });
	}, [id, chosen]);
	return (
		<div id={`${id}-offers`} role="listbox" aria-label={t('screen.verify.offers')} hidden={offers.length === 0}>
			{offers.map((offer, index) => (
				// biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list are the box's
				<div
					key={offer.value}
					id={`${id}-offer-${index}`}
					role="option"
					tabIndex={-1}
					aria-selected={index === chosen}
					// The box keeps the focus.
					onMouseDown={(event) => event.preventDefault()}
					onClick={() => onTake(offer)}
				>
					{offer.value}
					<small>{offer.position ?? t('screen.verify.usedTimes', { count: offer.count })}</small>
				</div>
			))}
		</div>
	);
}

import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { StackRow } from '../../../contract/index.ts';
import type { StackId } from '../../../domain/ids.ts';
import { showInstant } from '../../state/dates.ts';
import { PagePicture } from './page-picture.tsx';
import { stackName } from './stack-name.ts';

type Props = {
	readonly stacks: readonly StackRow[];
	readonly selected: StackId | undefined;
	/** The stack that is being scanned into. */
	readonly scanning: StackId | undefined;
	readonly onSelect: (id: StackId) => void;
};

/** The clerk's stacks, in the order in which they came. */
export function Inbox({ stacks, selected, scanning, onSelect }: Props): ReactNode {
	const { t } = useTranslation();
	const list = useRef<HTMLElement>(null);
	useEffect(() => {
		if (selected !== undefined)
			list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
	}, [selected]);
	const items = (aside: boolean): ReactNode[] =>
		stacks
			.filter((stack) => stack.aside === aside)
			.map((stack) => (
				<li key={stack.id}>
					<InboxItem
						stack={stack}
						selected={stack.id === selected}
						scanning={stack.id === scanning}
						onSelect={onSelect}
					/>
				</li>
			));
	const left = stacks.filter((stack) => stack.aside);
	return (
		<section aria-labelledby="inbox-title" ref={list}>
			<h2 id="inbox-title">
				{t('screen.capture.inbox')} <kbd>PgUp</kbd>
				<kbd>PgDn</kbd>
			</h2>
			<ul className="inbox">{items(false)}</ul>
			{left.length > 0 && (
				<details open={left.some((stack) => stack.id === selected)}>
					<summary>{t('screen.capture.asideStacks', { count: left.length })}</summary>
					<ul className="inbox">{items(true)}</ul>
				</details>
			)}
		</section>
	);
}

type ItemProps = {
	readonly stack: StackRow;
	readonly selected: boolean;
	readonly scanning: boolean;
	readonly onSelect: (id: StackId) => void;
};

function InboxItem({ stack, selected, scanning, onSelect }: ItemProps): ReactNode {
	const { t } = useTranslation();
	const { expected, counted, papers } = stack;
	const came = `${t(`screen.capture.origin.${stack.origin}`)}, ${showInstant(stack.createdAt)}`;
	return (
		<button type="button" aria-current={selected} onClick={() => onSelect(stack.id)}>
			<span className="inbox-picture">
				<PagePicture key={stack.first.id} id={stack.first.id} size="small" turn={stack.first.turn} alt="" />
			</span>
			<span className="inbox-words">
				<strong>{stackName(stack, t)}</strong>
				<span>
					{t('screen.capture.pageCount', { count: stack.pageCount })}
					{papers > 1 && `, ${t('screen.capture.paperCount', { count: papers })}`}
					{expected !== null && expected !== counted && <b className="count-differs"> ≠ {expected}</b>}
				</span>
				<small>{scanning ? t('screen.capture.scanningNow') : came}</small>
			</span>
		</button>
	);
}

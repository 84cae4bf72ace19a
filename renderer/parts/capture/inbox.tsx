import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type StackRow, stackPagePath } from '../../../contract/index.ts';
import type { StackId } from '../../../domain/ids.ts';
import { showInstant } from '../../state/dates.ts';

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
	const list = useRef<HTMLUListElement>(null);
	useEffect(() => {
		if (selected !== undefined)
			list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
	}, [selected]);
	return (
		<section aria-labelledby="inbox-title">
			<h2 id="inbox-title">
				{t('screen.capture.inbox')} <kbd>PgUp</kbd>
				<kbd>PgDn</kbd>
			</h2>
			<ul className="inbox" ref={list}>
				{stacks.map((stack) => (
					<li key={stack.id}>
						<button type="button" aria-current={stack.id === selected} onClick={() => onSelect(stack.id)}>
							<span className="inbox-picture">
								<img src={stackPagePath(stack.first.id, 'small')} alt="" data-turn={stack.first.turn ?? 0} />
							</span>
							<span className="inbox-words">
								<strong>{stack.name}</strong>
								<span>{t('screen.capture.pageCount', { count: stack.pageCount })}</span>
								{stack.papers > 1 && <span>{t('screen.capture.paperCount', { count: stack.papers })}</span>}
								<small>
									{stack.id === scanning
										? t('screen.capture.scanningNow')
										: `${t(`screen.capture.origin.${stack.origin}`)}, ${showInstant(stack.createdAt)}`}
								</small>
							</span>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}

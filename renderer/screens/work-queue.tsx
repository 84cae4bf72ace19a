import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeTable } from '../parts/outcome-table.tsx';
import { CLERK_STATES, SUPERVISOR_STATES } from '../state/next-steps.ts';

const STATES = { verify: CLERK_STATES, approve: SUPERVISOR_STATES } as const;

/** What waits for a clerk or a supervisor. Arrows walk the list, Enter opens. */
export function WorkQueueScreen({ section }: { readonly section: keyof typeof STATES }): ReactNode {
	const { t } = useTranslation();
	useEffect(() => {
		window.addEventListener('keydown', walk);
		return () => window.removeEventListener('keydown', walk);
	}, []);
	return (
		<section className="outcomes" aria-labelledby="queue-title">
			<h1 id="queue-title">{t(`screen.${section}.queueTitle`)}</h1>
			<p className="facts">{t(`screen.${section}.queueHelp`)}</p>
			<OutcomeTable states={STATES[section]} emptyText={t(`screen.${section}.queueEmpty`)} />
		</section>
	);
}

function walk(event: KeyboardEvent): void {
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	if (step === undefined) return;
	const links = [...document.querySelectorAll<HTMLElement>('.outcomes .row-link')];
	const at = links.indexOf(document.activeElement as HTMLElement);
	const next = links[at === -1 ? 0 : at + step];
	if (next === undefined) return;
	event.preventDefault();
	next.focus();
}

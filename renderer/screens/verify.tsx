import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeTable } from '../parts/outcome-table.tsx';
import { VerifyGroup } from '../parts/verify-group.tsx';
import { CLERK_STATES } from '../state/next-steps.ts';
import { useKeys } from '../state/use-keys.ts';
import '../styles/verify.css';

/** What waits for the clerk. Arrows walk the list, Enter opens; V compares one field on many outcomes. */
export function VerifyScreen(): ReactNode {
	const { t } = useTranslation();
	const [byField, setByField] = useState(false);
	useKeys({ v: { label: t('screen.verify.group.open'), act: () => setByField(true) } });
	useEffect(() => {
		if (byField) return;
		window.addEventListener('keydown', walk);
		return () => window.removeEventListener('keydown', walk);
	}, [byField]);
	if (byField) return <VerifyGroup onClose={() => setByField(false)} />;
	return (
		<section className="outcomes" aria-labelledby="queue-title">
			<header className="group-head">
				<h1 id="queue-title">{t('screen.verify.queueTitle')}</h1>
				<Button onClick={() => setByField(true)}>
					{t('screen.verify.group.open')}
					<kbd>V</kbd>
				</Button>
			</header>
			<p className="facts">{t('screen.verify.queueHelp')}</p>
			<OutcomeTable states={CLERK_STATES} emptyText={t('screen.verify.queueEmpty')} />
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

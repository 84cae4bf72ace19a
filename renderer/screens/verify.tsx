import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CLERK_STATES } from '../../domain/desk.ts';
import { EmptyNotice } from '../parts/empty-notice.tsx';
import { OutcomeTable } from '../parts/outcome-table.tsx';
import { VerifyGroup } from '../parts/verify-group.tsx';
import { useKeys } from '../state/use-keys.ts';
import '../styles/verify.css';

/** What waits for the clerk. Arrows walk the list, Enter opens; V compares one field on many outcomes. */
export function VerifyScreen(): ReactNode {
	const { t } = useTranslation();
	const [byField, setByField] = useState(false);
	useKeys(!byField && { v: { label: t('screen.verify.group.open'), act: () => setByField(true) } });
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
			<OutcomeTable
				states={CLERK_STATES}
				empty={
					<EmptyNotice
						title={t('screen.verify.queueEmpty')}
						advice={t('screen.verify.queueEmptyNext')}
						ways={['capture', 'outcomes']}
					/>
				}
			/>
		</section>
	);
}

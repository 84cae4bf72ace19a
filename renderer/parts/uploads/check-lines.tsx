import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { preflightWord } from '../../../i18n/index.ts';
import { FaultLines } from '../signing/fault-lines.tsx';
import type { Check } from './use-checks.ts';

/** What the check before an upload found: each reason in words; those that forbid it are marked otherwise than those to be known. */
export function CheckLines({ check }: { readonly check: Check }): ReactNode {
	const { t, i18n } = useTranslation();
	if (check.kind === 'failed') return <FaultLines fault={check.fault} />;
	const language = i18n.language === 'en' ? 'en' : 'vi';
	const blocked = check.reasons.some((reason) => reason.blocks);
	return (
		<span className="check-lines" role="status">
			<span className={blocked ? 'bad' : 'good'}>
				{blocked ? `✕ ${t('screen.uploads.notFit')}` : `✓ ${t('screen.uploads.fit')}`}
			</span>
			{check.reasons.length > 0 && (
				<ul>
					{check.reasons.map((reason) => (
						<li key={JSON.stringify(reason)} className={reason.blocks ? 'bad' : undefined}>
							{preflightWord(reason, language)}
						</li>
					))}
				</ul>
			)}
		</span>
	);
}

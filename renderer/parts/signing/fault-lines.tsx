import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultRecord } from '../../../domain/fault.ts';
import { faultWords, preflightWords } from '../../../i18n/index.ts';

/** A fault in a list: what happened, and below what to do. Reasons of the check before an upload one a line. */
export function FaultLines({ fault }: { readonly fault: FaultRecord }): ReactNode {
	const { i18n } = useTranslation();
	const language = i18n.language === 'en' ? 'en' : 'vi';
	const { text, advice } = faultWords(fault, language);
	const reasons = typeof fault.data.reasons === 'string' ? preflightWords(fault.data.reasons, language) : [];
	const [head = text] = text.split(':');
	return (
		<span className="fault-lines" data-fault={fault.code}>
			<span className="bad">✕ {reasons.length > 0 ? `${head}:` : text}</span>
			{reasons.length > 0 && (
				<ul>
					{reasons.map((reason) => (
						<li key={reason}>{reason}</li>
					))}
				</ul>
			)}
			{advice !== '' && <small>{advice}</small>}
		</span>
	);
}

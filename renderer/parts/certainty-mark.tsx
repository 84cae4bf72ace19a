import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Certainty, certaintyOf } from '../state/confidence.ts';

const SIGNS: Readonly<Record<Certainty, string>> = { certain: '✓', likely: '◐', unsure: '!' };

/** A confidence (0-1) as a sign, a word and a number, so that nobody needs its colour. */
export function CertaintyMark({ confidence }: { readonly confidence: number }): ReactNode {
	const { t } = useTranslation();
	const certainty = certaintyOf(confidence);
	return (
		<span className={`certainty ${certainty}`}>
			<span aria-hidden="true" className="certainty-sign">
				{SIGNS[certainty]}
			</span>
			{t(`screen.outcome.${certainty}`)} {Math.floor(confidence * 100)}%
		</span>
	);
}

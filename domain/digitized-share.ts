import type { OutcomeStateKind } from './outcome-state.ts';

/**
 * Whether an outcome counts toward item 4.2 of QĐ 766/QĐ-TTg (dossiers with component file **and** result file, of all
 * dossiers; full marks from 80 %), as far as its result is concerned, or why not:
 * noDossierCode: the repository has it, and no dossier can be credited with it · notStored: it is still on its way ·
 * outside: not scanned yet, or a mis-scan: nobody's result.
 * What it can't know: whether the dossier's components are attached; the one-stop system does.
 */
export type DigitizedVerdict = 'counts' | 'noDossierCode' | 'notStored' | 'outside';

/** Share of dossiers from which item 4.2 gives full marks (QĐ 766/QĐ-TTg 23/6/2022). */
export const FULL_MARKS_FROM = 0.8;

/** What an outcome in this state counts as. `dossier`: whether it had a dossier code when the repository took it. */
export function countsToward(state: OutcomeStateKind, dossier: boolean): DigitizedVerdict {
	switch (state) {
		case 'draft':
		case 'discarded':
			return 'outside';
		case 'stored':
		case 'replaced':
		case 'recalled':
		case 'expired':
			return dossier ? 'counts' : 'noDossierCode';
		default:
			return 'notStored';
	}
}

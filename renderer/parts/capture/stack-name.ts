import type { TFunction } from 'i18next';
import type { StackRow } from '../../../contract/index.ts';
import { showInstant } from '../../state/dates.ts';

/** What a stack is called: by when it was scanned, or by its first file. */
export function stackName({ origin, name, createdAt }: StackRow, t: TFunction): string {
	if (origin === 'aside') return t('screen.capture.asideName');
	return origin === 'scanner' ? t('screen.capture.scanName', { at: showInstant(createdAt) }) : name;
}

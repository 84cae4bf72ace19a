import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../contract/index.ts';
import { showInstant } from '../state/dates.ts';

/** Why an outcome came back to the clerk last; nothing when it never did. */
export function ReturnReason({ outcome }: { readonly outcome: OutcomeView }): ReactNode {
	const { t } = useTranslation();
	const note = outcome.notes.findLast(({ event }) => event === 'return');
	if (note === undefined) return null;
	const title = t('screen.verify.returnedBy', { name: note.by, at: showInstant(note.at) });
	return <Alert type="warning" showIcon title={title} description={note.text} />;
}

import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../contract/index.ts';
import { showInstant } from '../state/dates.ts';

type Props = {
	readonly outcome: OutcomeView;
	/** Whether every return is told, the newest first; else the last one only. */
	readonly all?: boolean;
};

/** Why an outcome came back to the clerk; nothing when it never did. */
export function ReturnReason({ outcome, all = false }: Props): ReactNode {
	const { t } = useTranslation();
	const notes = outcome.notes.filter(({ event }) => event === 'return').toReversed();
	return notes.slice(0, all ? notes.length : 1).map((note) => {
		const title = t('screen.verify.returnedBy', { name: note.by, at: showInstant(note.at) });
		return <Alert key={note.at} type="warning" showIcon title={title} description={note.text} />;
	});
}

import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeStateKind } from '../../domain/outcome-state.ts';

const COLOURS: Partial<Record<OutcomeStateKind, string>> = {
	stored: 'green',
	returned: 'orange',
	uploadFailed: 'red',
	recalled: 'red',
	expired: 'default',
	discarded: 'default',
	draft: 'default',
};

/** A state in the words that clerks know. */
export function StateTag({ state }: { readonly state: OutcomeStateKind }): ReactNode {
	const { t } = useTranslation();
	return <Tag color={COLOURS[state] ?? 'blue'}>{t(`state.${state}`)}</Tag>;
}

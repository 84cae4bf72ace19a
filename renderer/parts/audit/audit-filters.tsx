import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_EVENT_KINDS, type AuditEventKind } from '../../../domain/audit.ts';
import type { AccountId, OutcomeId } from '../../../domain/ids.ts';
import { fold } from '../../../domain/text/fold.ts';
import { api } from '../../client.ts';

/** Which entries are wanted. Days in +07:00, `YYYY-MM-DD`, both included. */
export type AuditFilter = {
	readonly from?: string | undefined;
	readonly to?: string | undefined;
	readonly accountId?: AccountId | undefined;
	readonly kinds?: AuditEventKind[] | undefined;
	readonly outcomeId?: OutcomeId | undefined;
};

type Props = { readonly filter: AuditFilter; readonly onChange: (filter: AuditFilter) => void };

/** Days, person, actions, and the one outcome that was chosen in the list. */
export function AuditFilters({ filter, onChange }: Props): ReactNode {
	const { t } = useTranslation();
	const people = useQuery(api.audit.people.queryOptions({ staleTime: 60_000 }));
	const day = (name: 'from' | 'to'): ReactNode => (
		<label>
			{t(`screen.audit.${name}`)}{' '}
			<input
				type="date"
				value={filter[name] ?? ''}
				onChange={(event) => onChange({ ...filter, [name]: event.target.value || undefined })}
			/>
		</label>
	);
	return (
		<search className="audit-filters">
			{day('from')}
			{day('to')}
			<Select<AccountId>
				allowClear
				showSearch={{ filterOption: (typed, option) => fold(String(option?.label ?? '')).includes(fold(typed)) }}
				aria-label={t('screen.audit.by')}
				placeholder={t('screen.audit.everybody')}
				value={filter.accountId ?? null}
				onChange={(accountId) => onChange({ ...filter, accountId: accountId ?? undefined })}
				options={people.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
			/>
			<Select<AuditEventKind[]>
				mode="multiple"
				allowClear
				maxTagCount="responsive"
				showSearch={{ filterOption: (typed, option) => fold(String(option?.label ?? '')).includes(fold(typed)) }}
				aria-label={t('screen.audit.action')}
				placeholder={t('screen.audit.allActions')}
				value={filter.kinds ?? []}
				onChange={(kinds) => onChange({ ...filter, kinds: kinds.length === 0 ? undefined : kinds })}
				options={AUDIT_EVENT_KINDS.map((value) => ({ value, label: t(`screen.action.${value}`) }))}
			/>
			{filter.outcomeId !== undefined && (
				<Button onClick={() => onChange({ ...filter, outcomeId: undefined })}>
					{t('screen.audit.oneOutcome', { id: filter.outcomeId.slice(-6) })} ✕
				</Button>
			)}
			<Button onClick={() => onChange({})}>{t('screen.audit.noFilter')}</Button>
		</search>
	);
}

import type { TFunction } from 'i18next';
import type { AuditEntryView } from '../../../contract/index.ts';

/** What an entry says beside its action, in words; ids, and facts that are about the entry's own outcome, are left out. */
export function auditFacts({ data }: Pick<AuditEntryView, 'data'>, t: TFunction): string {
	return Object.entries(data)
		.map(([name, value]) => fact(name, value, t))
		.filter((words) => words !== undefined)
		.join(' · ');
}

/** Longest fact that is shown whole; hashes are cut. */
const LONGEST = 40;

function fact(name: string, value: string | number | boolean, t: TFunction): string | undefined {
	const text = String(value);
	switch (name) {
		case 'outcomeId':
		case 'versionId':
		case 'accountId':
		case 'orgUnitId':
		case 'fileId':
		case 'jobId':
			return undefined;
		case 'to':
			return `→ ${t(`state.${text}` as 'state.draft', { defaultValue: text })}`;
		case 'event':
			return t(`screen.audit.event.${text}` as 'screen.audit.event.verify', { defaultValue: text });
		case 'field':
			return t(`field.${text}` as 'field.subject', { defaultValue: text });
		case 'roles':
			return text
				.split(' ')
				.map((role) => t(`role.${role}` as 'role.clerk', { defaultValue: role }))
				.join(', ');
		case 'fault':
			return t(`fault.${text}.text` as 'fault.notAllowed.text', { defaultValue: text });
		case 'locked':
			return value === true ? t('screen.audit.fact.locked') : undefined;
		case 'whole':
			return t(value === true ? 'screen.audit.fact.whole' : 'screen.audit.fact.broken');
		case 'page':
			return t('screen.audit.fact.page', { number: Number(value) + 1 });
		case 'key':
			return t(`screen.settings.name.${text.replace(/^office\./, '')}` as 'screen.settings.name.order', {
				defaultValue: text,
			});
		default: {
			const label = t(`screen.audit.fact.${name}` as 'screen.audit.fact.count', { defaultValue: name });
			return `${label}: ${text.length > LONGEST ? `${text.slice(0, 12)}…` : text}`;
		}
	}
}

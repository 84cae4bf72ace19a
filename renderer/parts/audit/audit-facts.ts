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
		case 'exportId':
		case 'stackId':
		case 'receiptId':
		// The outcome that took the place of this one.
		case 'by':
			return undefined;
		case 'to':
			return `→ ${t(`state.${text}` as 'state.draft', { defaultValue: text })}`;
		case 'event':
			return t(`screen.audit.event.${text}` as 'screen.audit.event.verify', { defaultValue: text });
		case 'field':
			return fieldName(text, t);
		case 'fields':
			// Names, or how many there were.
			if (typeof value === 'number') return labelled(name, text, t);
			return text
				.split(' ')
				.map((field) => fieldName(field, t))
				.join(', ');
		case 'agrees':
			return t(value === true ? 'screen.audit.fact.agrees' : 'screen.audit.fact.differs');
		case 'reconciled':
			return value === 1 ? t('screen.audit.fact.reconciled') : undefined;
		case 'purpose':
			return t(`screen.archive.purposeOf.${text}` as 'screen.archive.purposeOf.citizen', { defaultValue: text });
		case 'origin':
			return t(`screen.audit.origin.${text}` as 'screen.audit.origin.file', { defaultValue: text });
		case 'use':
			return t(`screen.audit.use.${text}` as 'screen.audit.use.clerk', { defaultValue: text });
		case 'decision':
			return t(`screen.audit.decision.${text}` as 'screen.audit.decision.ask', { defaultValue: text });
		case 'request':
			return text === '' ? undefined : labelled(name, text, t);
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
		default:
			return labelled(name, text, t);
	}
}

function labelled(name: string, text: string, t: TFunction): string {
	const label = t(`screen.audit.fact.${name}` as 'screen.audit.fact.count', { defaultValue: name });
	return `${label}: ${text.length > LONGEST ? `${text.slice(0, 12)}…` : text}`;
}

function fieldName(field: string, t: TFunction): string {
	return t(`field.${field}` as 'field.subject', { defaultValue: field });
}

import type { Role } from './actor.ts';
import type { ExportPurpose } from './export-purpose.ts';
import type { FaultCode } from './fault-codes.ts';
import type {
	AccountId,
	AuditId,
	ExportId,
	FileId,
	JobId,
	OrgUnitId,
	OutcomeId,
	Sha256,
	StackId,
	VersionId,
} from './ids.ts';
import type { OutcomeEventKind } from './outcome-event.ts';
import type { OutcomeStateKind } from './outcome-state.ts';

/** Who did it: an account, the program itself, or a person who has not signed in. */
export type AuditActor =
	| { readonly kind: 'account'; readonly accountId: AccountId }
	| { readonly kind: 'system' }
	| { readonly kind: 'unknown' };

/**
 * Something that is kept for good: ids, counts and codes, never a name, a number of a paper or a query. Vetted logs of
 * creating, changing and reading are asked for by CV 7197; QCVN 12:2026/BCA wants them for 12 months and more.
 */
export type AuditEvent =
	// office and accounts
	| { readonly kind: 'officeSetUp'; readonly orgUnitId: OrgUnitId; readonly accountId: AccountId }
	| { readonly kind: 'signedIn'; readonly accountId: AccountId }
	| { readonly kind: 'signedOut'; readonly accountId: AccountId }
	/** `accountId` is absent when the name is unknown. */
	| { readonly kind: 'signInFailed'; readonly accountId?: AccountId; readonly locked: boolean }
	| { readonly kind: 'accountCreated'; readonly accountId: AccountId; readonly roles: readonly Role[] }
	| { readonly kind: 'accountDisabled'; readonly accountId: AccountId }
	| { readonly kind: 'accountEnabled'; readonly accountId: AccountId }
	| { readonly kind: 'rolesChanged'; readonly accountId: AccountId; readonly roles: readonly Role[] }
	| { readonly kind: 'passwordSet'; readonly accountId: AccountId }
	/** The office's name or agency code. */
	| { readonly kind: 'officeChanged'; readonly orgUnitId: OrgUnitId }
	/** A certificate that signatures are trusted by. */
	| { readonly kind: 'trustAdded'; readonly sha256: Sha256 }
	| { readonly kind: 'trustRemoved'; readonly sha256: Sha256 }
	| { readonly kind: 'settingChanged'; readonly key: string }
	/** `file`: SHA-256 of the key file, which says nothing about what is in it. */
	| { readonly kind: 'certificateAdded'; readonly use: 'clerk' | 'agency'; readonly file: Sha256 }
	| { readonly kind: 'certificateRemoved'; readonly use: 'clerk' | 'agency'; readonly file: Sha256 }
	/** A use case that the actor's roles do not allow, or rows outside the scope. */
	| { readonly kind: 'refused'; readonly useCase: string; readonly fault: FaultCode }
	// outcomes
	| {
			readonly kind: 'outcomeImported';
			readonly outcomeId: OutcomeId;
			readonly versionId: VersionId;
			readonly originals: readonly Sha256[];
			readonly pageCount: number;
	  }
	| {
			readonly kind: 'outcomeRecognized';
			readonly outcomeId: OutcomeId;
			readonly versionId: VersionId;
			readonly document: Sha256;
	  }
	| {
			readonly kind: 'outcomeMoved';
			readonly outcomeId: OutcomeId;
			readonly event: OutcomeEventKind;
			readonly to: OutcomeStateKind;
			/** Ids, hashes, lengths and codes that hold nothing personal. */
			readonly facts?: Readonly<Record<string, string | number>>;
	  }
	/** About to be sent: its answer is not known yet. */
	| { readonly kind: 'uploadSent'; readonly outcomeId: OutcomeId; readonly attempt: number }
	/** A person has looked into a doubtful upload: `sendAgain` = the repository does not have it. */
	| { readonly kind: 'uploadDoubtSettled'; readonly outcomeId: OutcomeId; readonly decision: 'ask' | 'sendAgain' }
	| { readonly kind: 'numberRangeAdded'; readonly first: number; readonly last: number }
	| { readonly kind: 'fieldCorrected'; readonly outcomeId: OutcomeId; readonly field: string }
	/** A person has compared these fields with the paper: what stands there is right. */
	| { readonly kind: 'fieldsConfirmed'; readonly outcomeId: OutcomeId; readonly fields: readonly string[] }
	/** A field was typed a second time by somebody who did not see the first value. */
	| {
			readonly kind: 'fieldKeyedAgain';
			readonly outcomeId: OutcomeId;
			readonly field: string;
			readonly agrees: boolean;
	  }
	| { readonly kind: 'outcomeShown'; readonly outcomeId: OutcomeId }
	| { readonly kind: 'documentRead'; readonly outcomeId: OutcomeId; readonly sha256: Sha256 }
	| {
			readonly kind: 'pageRead';
			readonly outcomeId: OutcomeId;
			readonly page: number;
			readonly fileId?: FileId;
	  }
	/** Handed out: each document has an event of its own. `request`: the number of the paper that asks for it. */
	| {
			readonly kind: 'outcomesExported';
			readonly exportId: ExportId;
			readonly count: number;
			readonly documents: number;
			readonly purpose: ExportPurpose;
			readonly request: string;
	  }
	| {
			readonly kind: 'documentExported';
			readonly outcomeId: OutcomeId;
			readonly exportId: ExportId;
			readonly sha256: Sha256;
	  }
	| { readonly kind: 'outcomesListed'; readonly count: number }
	/** Without the words: they can be a citizen's name. */
	| { readonly kind: 'searched'; readonly count: number }
	// stacks: pages that are not an outcome yet
	| {
			readonly kind: 'pagesAdded';
			readonly stackId: StackId;
			readonly origin: 'scanner' | 'file' | 'folder' | 'outcome' | 'leftBehind';
			readonly pages: number;
	  }
	| {
			readonly kind: 'stackFinished';
			readonly stackId: StackId;
			readonly outcomes: number;
			readonly pages: number;
			readonly blanks: number;
			readonly aside: number;
	  }
	// data
	| { readonly kind: 'jobFailed'; readonly jobId: JobId; readonly jobKind: string; readonly fault: FaultCode }
	| { readonly kind: 'jobRetried'; readonly jobId: JobId }
	/** A person does not want it any more. */
	| { readonly kind: 'jobCancelled'; readonly jobId: JobId }
	| { readonly kind: 'backupMade'; readonly files: number; readonly bytes: number; readonly manifestSha256: Sha256 }
	| { readonly kind: 'restored'; readonly manifestSha256: Sha256 }
	| { readonly kind: 'dataChecked'; readonly problems: number }
	| { readonly kind: 'auditShown'; readonly count: number }
	/** `count`: events in the chain. */
	| { readonly kind: 'auditChecked'; readonly whole: boolean; readonly count: number };

export type AuditEventKind = AuditEvent['kind'];

/** Every kind, in the order above. */
export const AUDIT_EVENT_KINDS = [
	'officeSetUp',
	'signedIn',
	'signedOut',
	'signInFailed',
	'accountCreated',
	'accountDisabled',
	'accountEnabled',
	'rolesChanged',
	'passwordSet',
	'officeChanged',
	'trustAdded',
	'trustRemoved',
	'settingChanged',
	'certificateAdded',
	'certificateRemoved',
	'refused',
	'outcomeImported',
	'outcomeRecognized',
	'outcomeMoved',
	'uploadSent',
	'uploadDoubtSettled',
	'numberRangeAdded',
	'fieldCorrected',
	'fieldsConfirmed',
	'fieldKeyedAgain',
	'outcomeShown',
	'documentRead',
	'pageRead',
	'outcomesExported',
	'documentExported',
	'outcomesListed',
	'searched',
	'pagesAdded',
	'stackFinished',
	'jobFailed',
	'jobRetried',
	'jobCancelled',
	'backupMade',
	'restored',
	'dataChecked',
	'auditShown',
	'auditChecked',
] as const satisfies readonly AuditEventKind[];

/** An event as it is kept. `at`: UTC, ISO 8601. */
export type AuditEntry = {
	/** 1 for the first; no number is ever left out. */
	readonly seq: number;
	readonly id: AuditId;
	readonly at: string;
	readonly actor: AuditActor;
	readonly event: AuditEvent;
};

/** What an event is about, when it is about one thing: an outcome, else an account or a job. */
export function auditSubject(event: AuditEvent): string | undefined {
	if ('outcomeId' in event) return event.outcomeId;
	if ('accountId' in event) return event.accountId;
	return 'jobId' in event ? event.jobId : undefined;
}

export { type CheckOptions, checkData, type DataProblem, type DataReport } from './backup/check-data.ts';
export { type Backup, type BackupOptions, createBackup, TRUST_FOLDER } from './backup/create-backup.ts';
export { MANIFEST_FILE } from './backup/manifest.ts';
export { type Restored, type RestoreOptions, restoreBackup } from './backup/restore-backup.ts';
export type { Db, ReadableDb, WritableDb } from './capability.ts';
export { openFileVault } from './file-vault.ts';
export { newId } from './new-id.ts';
export { DATABASE_FILE, openDatabase } from './open-database.ts';
export * from './repo/accounts.ts';
export {
	type AuditBreak,
	type AuditCheck,
	type AuditHead,
	type AuditQuery,
	appendAudit,
	auditHead,
	latestAuditInstant,
	listAudit,
	verifyAudit,
} from './repo/audit.ts';
export { addNumberRange, type CodeRequest, codesOf, issueCodes } from './repo/codes.ts';
export * from './repo/dossiers.ts';
export * from './repo/files.ts';
export {
	beginJob,
	cancelJob,
	claimNextJob,
	countJobs,
	enqueueJob,
	failJob,
	finishJob,
	finishStep,
	getJob,
	hastenJobs,
	type Job,
	type JobQuery,
	type JobState,
	listJobs,
	type NewJob,
	nextJobDue,
	type ParsePayload,
	requeueInterruptedJobs,
	retryJob,
	reviveJob,
	withPayload,
} from './repo/jobs.ts';
export { insertNote, listNotes, type OutcomeNote } from './repo/notes.ts';
export { getOrgUnit, insertOrgUnit, listOrgUnits, orgUnitScope } from './repo/org-units.ts';
export { type OutcomeSummary, outcomeSummaries } from './repo/outcome-summaries.ts';
export {
	countOutcomes,
	findOutcomesByOriginal,
	findSamePapers,
	getOutcome,
	getOutcomeForJob,
	insertOutcome,
	listOutcomes,
	type OutcomeChange,
	type OutcomeListQuery,
	type OutcomePage,
	type Scope,
	updateOutcome,
} from './repo/outcomes.ts';
export * from './repo/readings.ts';
export * from './repo/receipts.ts';
export { insertRecognition, recognitionOf, type StoredRecognition } from './repo/recognitions.ts';
export { replacedBy } from './repo/retired.ts';
export * from './repo/saved-searches.ts';
export * from './repo/sessions.ts';
export * from './repo/settings.ts';
export * from './repo/versions.ts';
export { type BrowseOrder, type BrowsePage, type BrowseQuery, browseOutcomes } from './search/browse-outcomes.ts';
export { countFacets, type FacetCount, type FacetCounts } from './search/count-facets.ts';
export type { SearchFilters } from './search/filters.ts';
export { indexOutcome, rebuildSearchIndex } from './search/index-outcome.ts';
export {
	findIds,
	holdsWords,
	type SearchHit,
	type SearchOrder,
	type SearchPage,
	type SearchQuery,
	searchOutcomes,
} from './search/search-outcomes.ts';
export type { Snippet } from './search/snippet.ts';

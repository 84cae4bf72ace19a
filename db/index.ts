export { type CheckOptions, checkData, type DataProblem, type DataReport } from './backup/check-data.ts';
export { type Backup, type BackupOptions, createBackup, STACKS_FOLDER, TRUST_FOLDER } from './backup/create-backup.ts';
export { type FoundBackup, listBackups } from './backup/list-backups.ts';
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
export {
	type CertificateUse,
	chosenCertificate,
	keepChosenCertificate,
	rememberCertificates,
	seenCertificates,
} from './repo/certificates.ts';
export {
	addNumberRange,
	type CodeRequest,
	codesOf,
	issueCodes,
	listNumberRanges,
	type StoredNumberRange,
} from './repo/codes.ts';
export { countDesk, type DeskQuery, type DeskRow, listDesk } from './repo/desk-rows.ts';
export * from './repo/dossiers.ts';
export * from './repo/drafts.ts';
export { type FieldGroup, fieldGroup, type GroupMember } from './repo/field-group.ts';
export * from './repo/figures.ts';
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
export { changeOrgUnit, getOrgUnit, insertOrgUnit, listOrgUnits, orgUnitScope } from './repo/org-units.ts';
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
export {
	addConfirmation,
	addDemoReadings,
	addHumanReading,
	addMachineReadings,
	currentReadings,
	currentReadingsOf,
	machineReadings,
	readingHistory,
	type StoredReadings,
} from './repo/readings.ts';
export * from './repo/receipts.ts';
export { insertRecognition, recognitionOf, type StoredRecognition } from './repo/recognitions.ts';
export { replacedBy } from './repo/retired.ts';
export {
	countReviews,
	type Gathered,
	getReview,
	keepLook,
	keepReviewFigures,
	type Look,
	listReviews,
	type ReviewCursor,
	type ReviewRow,
} from './repo/reviews.ts';
export * from './repo/saved-searches.ts';
export * from './repo/second-keys.ts';
export * from './repo/sessions.ts';
export * from './repo/settings.ts';
export * from './repo/stacks.ts';
export { countUploads, listUploadRecords, type UploadCounts, type UploadRecord } from './repo/uploads.ts';
export { suggestedSigners, suggestedValues, type UsedValue } from './repo/used-values.ts';
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

import type { AccountActor, Actor } from '../domain/index.ts';
import { countOutcomes } from './archive/count-outcomes.ts';
import { exportOutcomes, readExport } from './archive/export-outcomes.ts';
import { findOutcomes } from './archive/find-outcomes.ts';
import { findPlaces } from './archive/find-places.ts';
import { pickOutcomes } from './archive/pick-outcomes.ts';
import { expireOutcome, recallOutcome, replaceOutcome } from './archive/retire-outcome.ts';
import { forgetSearch, savedSearches, saveSearch } from './archive/saved-searches.ts';
import { tellStory } from './archive/tell-story.ts';
import { beginFile, dropFile, endFile, sendPiece } from './capture/add-file.ts';
import { editStacks, redoEdit, undoEdit } from './capture/edit-stacks.ts';
import { finishStack } from './capture/finish-stack.ts';
import { readStackPage } from './capture/read-stack-page.ts';
import { reopenAsStack } from './capture/reopen-as-stack.ts';
import { dropFailedJob, retryRecognition } from './capture/retry-recognition.ts';
import { listScanners, scannerCapabilities, scanPapers } from './capture/scan-papers.ts';
import { scanToStack, stopScan } from './capture/scan-to-stack.ts';
import { showDesk, showStack } from './capture/show-stacks.ts';
import { watchFolder } from './capture/watch-folder.ts';
import { startWatching, stopWatching } from './capture/watch-to-stacks.ts';
import { backUp } from './care/back-up.ts';
import { checkAudit } from './care/check-audit.ts';
import { checkData } from './care/check-data.ts';
import { listBackups } from './care/list-backups.ts';
import { auditPeople, showAudit } from './care/show-audit.ts';
import type { Core } from './core.ts';
import { checkFields } from './fields/check-fields.ts';
import { confirmFields, confirmGroup } from './fields/confirm-fields.ts';
import { saveDrafts, showDrafts } from './fields/drafts.ts';
import { fieldsToKeyAgain, keyAgain } from './fields/key-again.ts';
import { listFieldGroup } from './fields/list-field-group.ts';
import { rereadZone } from './fields/reread-zone.ts';
import { suggestValues } from './fields/suggest-values.ts';
import { changeRoles } from './identity/change-roles.ts';
import { createAccount } from './identity/create-account.ts';
import { currentActor, signOut } from './identity/current-actor.ts';
import { disableAccount } from './identity/disable-account.ts';
import { enableAccount } from './identity/enable-account.ts';
import { listAccounts } from './identity/list-accounts.ts';
import { officeStatus } from './identity/office-status.ts';
import { setPassword } from './identity/set-password.ts';
import { setUpOffice } from './identity/set-up-office.ts';
import { signIn } from './identity/sign-in.ts';
import { importAndRead } from './outcomes/import-and-read.ts';
import { importOutcomes } from './outcomes/import-outcomes.ts';
import { listOutcomes } from './outcomes/list-outcomes.ts';
import { readDocument } from './outcomes/read-document.ts';
import { readPagePicture } from './outcomes/read-page-picture.ts';
import { readPageWords } from './outcomes/read-page-words.ts';
import { searchOutcomes } from './outcomes/search-outcomes.ts';
import { showOutcome } from './outcomes/show-outcome.ts';
import { showFigures } from './overview/show-figures.ts';
import { approveSeen } from './review/approve-seen.ts';
import { listForReview } from './review/list-for-review.ts';
import { lookAtOutcome } from './review/look-at-outcome.ts';
import { showForReview } from './review/show-for-review.ts';
import { addNumberRange } from './settings/add-number-range.ts';
import { changeOffice } from './settings/change-office.ts';
import { changeSettings, showSettings } from './settings/change-settings.ts';
import { listNumberRanges } from './settings/list-number-ranges.ts';
import { showPlaces } from './settings/show-places.ts';
import { addTrust, listTrust, removeTrust } from './settings/trusted-certificates.ts';
import { addCertificate } from './signing/add-certificate.ts';
import { chooseCertificate } from './signing/choose-certificate.ts';
import { makeDemoCertificates } from './signing/demo-certificates.ts';
import { listCertificates } from './signing/list-certificates.ts';
import { listForAgency, listToSign } from './signing/list-desk.ts';
import { removeCertificate } from './signing/remove-certificate.ts';
import { showSignatures } from './signing/show-signatures.ts';
import { signByAgency, signByClerk } from './signing/sign-outcomes.ts';
import { checkBeforeUpload } from './uploads/check-before-upload.ts';
import { listUploads, showUploadQueue } from './uploads/list-uploads.ts';
import { resumeUploads } from './uploads/resume-uploads.ts';
import { settleUpload } from './uploads/settle-upload.ts';
import { uploadOutcomes } from './uploads/upload-outcomes.ts';
import { approveOutcome } from './workflow/approve-outcome.ts';
import { correctField } from './workflow/correct-field.ts';
import { countWork } from './workflow/count-work.ts';
import { discardOutcome } from './workflow/discard-outcome.ts';
import { issueCodes } from './workflow/issue-codes.ts';
import { returnOutcome } from './workflow/return-outcome.ts';
import { submitOutcome } from './workflow/submit-outcome.ts';
import { verifyOutcome } from './workflow/verify-outcome.ts';

/** The use cases, each over the same open data folder. */
export type UseCases = ReturnType<typeof bindUseCases>;

type Tail<F> = F extends (actor: Actor, core: Core, ...rest: infer R) => infer T
	? (actor: Actor, ...rest: R) => T
	: never;

/** A use case over this core. */
function bound<F extends (actor: Actor, core: Core, ...rest: never[]) => unknown>(core: Core, useCase: F): Tail<F> {
	return ((actor: Actor, ...rest: never[]) => useCase(actor, core, ...rest)) as Tail<F>;
}

/** All use cases over one core. */
export function bindUseCases(core: Core) {
	return {
		officeStatus: () => officeStatus(core),
		setUpOffice: (input: Parameters<typeof setUpOffice>[1]) => setUpOffice(core, input),
		signIn: (name: string, password: string) => signIn(core, name, password),
		signOut: (token: string) => signOut(core, token),
		currentActor: (token: string | undefined): Promise<AccountActor> => currentActor(core, token),
		importOutcomes: bound(core, importOutcomes),
		importAndRead: bound(core, importAndRead),
		listOutcomes: bound(core, listOutcomes),
		searchOutcomes: bound(core, searchOutcomes),
		showOutcome: bound(core, showOutcome),
		readDocument: bound(core, readDocument),
		readPagePicture: bound(core, readPagePicture),
		readPageWords: bound(core, readPageWords),
		findOutcomes: bound(core, findOutcomes),
		countOutcomes: bound(core, countOutcomes),
		pickOutcomes: bound(core, pickOutcomes),
		findPlaces: bound(core, findPlaces),
		tellStory: bound(core, tellStory),
		savedSearches: bound(core, savedSearches),
		saveSearch: bound(core, saveSearch),
		forgetSearch: bound(core, forgetSearch),
		exportOutcomes: bound(core, exportOutcomes),
		readExport: bound(core, readExport),
		replaceOutcome: bound(core, replaceOutcome),
		recallOutcome: bound(core, recallOutcome),
		expireOutcome: bound(core, expireOutcome),
		listScanners: bound(core, listScanners),
		scannerCapabilities: bound(core, scannerCapabilities),
		scanPapers: bound(core, scanPapers),
		watchFolder: bound(core, watchFolder),
		...bindStackUseCases(core),
		correctField: bound(core, correctField),
		confirmFields: bound(core, confirmFields),
		confirmGroup: bound(core, confirmGroup),
		showDrafts: bound(core, showDrafts),
		saveDrafts: bound(core, saveDrafts),
		rereadZone: bound(core, rereadZone),
		checkFields: bound(core, checkFields),
		suggestValues: bound(core, suggestValues),
		listFieldGroup: bound(core, listFieldGroup),
		fieldsToKeyAgain: bound(core, fieldsToKeyAgain),
		keyAgain: bound(core, keyAgain),
		verifyOutcome: bound(core, verifyOutcome),
		signByClerk: bound(core, signByClerk),
		listToSign: bound(core, listToSign),
		listForAgency: bound(core, listForAgency),
		listCertificates: bound(core, listCertificates),
		addCertificate: bound(core, addCertificate),
		removeCertificate: bound(core, removeCertificate),
		chooseCertificate: bound(core, chooseCertificate),
		submitOutcome: bound(core, submitOutcome),
		approveOutcome: bound(core, approveOutcome),
		returnOutcome: bound(core, returnOutcome),
		listForReview: bound(core, listForReview),
		showForReview: bound(core, showForReview),
		lookAtOutcome: bound(core, lookAtOutcome),
		approveSeen: bound(core, approveSeen),
		showFigures: bound(core, showFigures),
		issueCodes: bound(core, issueCodes),
		signByAgency: bound(core, signByAgency),
		showSignatures: bound(core, showSignatures),
		discardOutcome: bound(core, discardOutcome),
		uploadOutcomes: bound(core, uploadOutcomes),
		checkBeforeUpload: bound(core, checkBeforeUpload),
		listUploads: bound(core, listUploads),
		showUploadQueue: bound(core, showUploadQueue),
		settleUpload: bound(core, settleUpload),
		resumeUploads: bound(core, resumeUploads),
		showSettings: bound(core, showSettings),
		changeSettings: bound(core, changeSettings),
		addNumberRange: bound(core, addNumberRange),
		listNumberRanges: bound(core, listNumberRanges),
		changeOffice: bound(core, changeOffice),
		showPlaces: bound(core, showPlaces),
		listTrust: bound(core, listTrust),
		addTrust: bound(core, addTrust),
		removeTrust: bound(core, removeTrust),
		makeDemoCertificates: bound(core, makeDemoCertificates),
		listAccounts: bound(core, listAccounts),
		createAccount: bound(core, createAccount),
		disableAccount: bound(core, disableAccount),
		enableAccount: bound(core, enableAccount),
		changeRoles: bound(core, changeRoles),
		setPassword: bound(core, setPassword),
		backUp: bound(core, backUp),
		checkData: bound(core, checkData),
		listBackups: bound(core, listBackups),
		showAudit: bound(core, showAudit),
		auditPeople: bound(core, auditPeople),
		checkAudit: bound(core, checkAudit),
		countWork: bound(core, countWork),
	};
}

/** Those about papers that are not an outcome yet. */
function bindStackUseCases(core: Core) {
	return {
		showDesk: bound(core, showDesk),
		showStack: bound(core, showStack),
		editStacks: bound(core, editStacks),
		undoEdit: bound(core, undoEdit),
		redoEdit: bound(core, redoEdit),
		finishStack: bound(core, finishStack),
		beginFile: bound(core, beginFile),
		sendPiece: bound(core, sendPiece),
		endFile: bound(core, endFile),
		dropFile: bound(core, dropFile),
		scanToStack: bound(core, scanToStack),
		stopScan: bound(core, stopScan),
		startWatching: bound(core, startWatching),
		stopWatching: bound(core, stopWatching),
		readStackPage: bound(core, readStackPage),
		reopenAsStack: bound(core, reopenAsStack),
		retryRecognition: bound(core, retryRecognition),
		dropFailedJob: bound(core, dropFailedJob),
	};
}

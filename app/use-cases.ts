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
import { handOverWork, listLeftWork } from './left-work/hand-over-work.ts';
import { fetchAhead } from './outcomes/fetch-ahead.ts';
import { importAndRead } from './outcomes/import-and-read.ts';
import { importOutcomes } from './outcomes/import-outcomes.ts';
import { listOutcomes } from './outcomes/list-outcomes.ts';
import { markSeen } from './outcomes/mark-seen.ts';
import { nextOnDesk } from './outcomes/next-on-desk.ts';
import { readDocument } from './outcomes/read-document.ts';
import { readPagePicture } from './outcomes/read-page-picture.ts';
import { readPageWords } from './outcomes/read-page-words.ts';
import { searchOutcomes } from './outcomes/search-outcomes.ts';
import { showOutcome } from './outcomes/show-outcome.ts';
import { showFigures } from './overview/show-figures.ts';
import { approveSeen } from './review/approve-seen.ts';
import { findReviewPlace } from './review/find-review-place.ts';
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

/** Those that an actor asks for: the name, and the function that it is bound to. */
const OF_ACTORS = {
	importOutcomes,
	importAndRead,
	listOutcomes,
	searchOutcomes,
	showOutcome,
	fetchAhead,
	markSeen,
	nextOnDesk,
	readDocument,
	readPagePicture,
	readPageWords,
	findOutcomes,
	countOutcomes,
	pickOutcomes,
	findPlaces,
	tellStory,
	savedSearches,
	saveSearch,
	forgetSearch,
	exportOutcomes,
	readExport,
	replaceOutcome,
	recallOutcome,
	expireOutcome,
	listScanners,
	scannerCapabilities,
	scanPapers,
	watchFolder,
	correctField,
	confirmFields,
	confirmGroup,
	showDrafts,
	saveDrafts,
	rereadZone,
	checkFields,
	suggestValues,
	listFieldGroup,
	fieldsToKeyAgain,
	keyAgain,
	verifyOutcome,
	signByClerk,
	listToSign,
	listForAgency,
	listCertificates,
	addCertificate,
	removeCertificate,
	chooseCertificate,
	submitOutcome,
	approveOutcome,
	returnOutcome,
	listForReview,
	showForReview,
	findReviewPlace,
	lookAtOutcome,
	approveSeen,
	showFigures,
	issueCodes,
	signByAgency,
	showSignatures,
	discardOutcome,
	uploadOutcomes,
	checkBeforeUpload,
	listUploads,
	showUploadQueue,
	settleUpload,
	resumeUploads,
	showSettings,
	changeSettings,
	addNumberRange,
	listNumberRanges,
	changeOffice,
	showPlaces,
	listTrust,
	addTrust,
	removeTrust,
	makeDemoCertificates,
	listAccounts,
	createAccount,
	disableAccount,
	enableAccount,
	changeRoles,
	setPassword,
	listLeftWork,
	handOverWork,
	backUp,
	checkData,
	listBackups,
	showAudit,
	auditPeople,
	checkAudit,
	countWork,
	showDesk,
	showStack,
	editStacks,
	undoEdit,
	redoEdit,
	finishStack,
	beginFile,
	sendPiece,
	endFile,
	dropFile,
	scanToStack,
	stopScan,
	startWatching,
	stopWatching,
	readStackPage,
	reopenAsStack,
	retryRecognition,
	dropFailedJob,
} as const;

type Tail<F> = F extends (actor: Actor, core: Core, ...rest: infer R) => infer T
	? (actor: Actor, ...rest: R) => T
	: never;

type OfActors = { readonly [Name in keyof typeof OF_ACTORS]: Tail<(typeof OF_ACTORS)[Name]> };

/** The use cases, each over the same open data folder. */
export type UseCases = ReturnType<typeof bindUseCases>;

/** All use cases over one core. */
export function bindUseCases(core: Core) {
	return {
		officeStatus: () => officeStatus(core),
		setUpOffice: (input: Parameters<typeof setUpOffice>[1]) => setUpOffice(core, input),
		signIn: (name: string, password: string) => signIn(core, name, password),
		signOut: (token: string) => signOut(core, token),
		currentActor: (token: string | undefined): Promise<AccountActor> => currentActor(core, token),
		...bindToActors(core),
	};
}

function bindToActors(core: Core): OfActors {
	const bound = Object.entries(OF_ACTORS).map(([name, useCase]) => [name, over(core, useCase)]);
	return Object.fromEntries(bound) as OfActors;
}

/** A use case over this core. */
function over(core: Core, useCase: (actor: Actor, core: Core, ...rest: never[]) => unknown) {
	return (actor: Actor, ...rest: never[]): unknown => useCase(actor, core, ...rest);
}

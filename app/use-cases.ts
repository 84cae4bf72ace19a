import { listOrgUnits } from '../db/index.ts';
import type { AccountActor, Actor } from '../domain/index.ts';
import { countOutcomes } from './archive/count-outcomes.ts';
import { exportOutcomes, readExport } from './archive/export-outcomes.ts';
import { findOutcomes } from './archive/find-outcomes.ts';
import { findPlaces } from './archive/find-places.ts';
import { pickOutcomes } from './archive/pick-outcomes.ts';
import { expireOutcome, recallOutcome, replaceOutcome } from './archive/retire-outcome.ts';
import { forgetSearch, savedSearches, saveSearch } from './archive/saved-searches.ts';
import { tellStory } from './archive/tell-story.ts';
import { listScanners, scannerCapabilities, scanPapers } from './capture/scan-papers.ts';
import { watchFolder } from './capture/watch-folder.ts';
import { backUp } from './care/back-up.ts';
import { checkData } from './care/check-data.ts';
import { showAudit } from './care/show-audit.ts';
import type { Core } from './core.ts';
import { createAccount } from './identity/create-account.ts';
import { currentActor, signOut } from './identity/current-actor.ts';
import { disableAccount } from './identity/disable-account.ts';
import { listAccounts } from './identity/list-accounts.ts';
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
import { addNumberRange } from './settings/add-number-range.ts';
import { changeSettings, showSettings } from './settings/change-settings.ts';
import { makeDemoCertificates } from './signing/demo-certificates.ts';
import { showSignatures } from './signing/show-signatures.ts';
import { signByAgency, signByClerk } from './signing/sign-outcomes.ts';
import { listUploads } from './uploads/list-uploads.ts';
import { resumeUploads } from './uploads/resume-uploads.ts';
import { settleUpload } from './uploads/settle-upload.ts';
import { uploadOutcomes } from './uploads/upload-outcomes.ts';
import { PRODUCER_VERSION } from './version.ts';
import { approveOutcome } from './workflow/approve-outcome.ts';
import { correctField } from './workflow/correct-field.ts';
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
		/** The office, once it is set up, and Sohoa's version. */
		officeStatus: async () => {
			const [unit] = await listOrgUnits(core.db);
			const office = unit && { name: unit.name, agencyCode: unit.agencyCode };
			return { version: PRODUCER_VERSION, ...(office !== undefined && { office }) };
		},
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
		correctField: bound(core, correctField),
		verifyOutcome: bound(core, verifyOutcome),
		signByClerk: bound(core, signByClerk),
		submitOutcome: bound(core, submitOutcome),
		approveOutcome: bound(core, approveOutcome),
		returnOutcome: bound(core, returnOutcome),
		issueCodes: bound(core, issueCodes),
		signByAgency: bound(core, signByAgency),
		showSignatures: bound(core, showSignatures),
		discardOutcome: bound(core, discardOutcome),
		uploadOutcomes: bound(core, uploadOutcomes),
		listUploads: bound(core, listUploads),
		settleUpload: bound(core, settleUpload),
		resumeUploads: bound(core, resumeUploads),
		showSettings: bound(core, showSettings),
		changeSettings: bound(core, changeSettings),
		addNumberRange: bound(core, addNumberRange),
		makeDemoCertificates: bound(core, makeDemoCertificates),
		listAccounts: bound(core, listAccounts),
		createAccount: bound(core, createAccount),
		disableAccount: bound(core, disableAccount),
		setPassword: bound(core, setPassword),
		backUp: bound(core, backUp),
		checkData: bound(core, checkData),
		showAudit: bound(core, showAudit),
	};
}

import type { Actor, Role } from './actor.ts';
import { Fault } from './fault.ts';

type Grant = Role | 'localOperator';

/**
 * Role × use case, deny by default: who is not named may not. Sources: domain.md §1.6 (TT 01/2023 Đ8-9, NĐ 30 Đ27, Đ32-33: only the registrar handles the agency's key).
 * Signing in, and setting up an empty office, happen before there is an actor and are not in the table.
 */
export const USE_CASES = {
	digitize: ['localOperator'],
	examineMachine: ['localOperator'],
	importOutcomes: ['clerk'],
	listOutcomes: ['clerk', 'registrar', 'supervisor', 'archivist'],
	searchOutcomes: ['clerk', 'registrar', 'supervisor', 'archivist'],
	showOutcome: ['clerk', 'registrar', 'supervisor', 'archivist'],
	readDocument: ['clerk', 'registrar', 'supervisor', 'archivist'],
	readPageWords: ['clerk', 'registrar', 'supervisor', 'archivist'],
	readPagePicture: ['clerk', 'registrar', 'supervisor', 'archivist'],
	scanPapers: ['clerk'],
	watchFolder: ['clerk'],
	showStacks: ['clerk'],
	addFile: ['clerk'],
	scanToStack: ['clerk'],
	watchToStacks: ['clerk'],
	editStacks: ['clerk'],
	finishStack: ['clerk'],
	readStackPage: ['clerk'],
	reopenAsStack: ['clerk'],
	retryRecognition: ['clerk'],
	dropFailedJob: ['clerk'],
	correctField: ['clerk'],
	confirmFields: ['clerk'],
	showDrafts: ['clerk'],
	saveDrafts: ['clerk'],
	rereadZone: ['clerk'],
	checkFields: ['clerk', 'supervisor'],
	suggestValues: ['clerk'],
	listFieldGroup: ['clerk'],
	keyAgain: ['clerk'],
	verifyOutcome: ['clerk'],
	signByClerk: ['clerk'],
	listToSign: ['clerk'],
	listForAgency: ['registrar'],
	listCertificates: ['clerk', 'registrar', 'admin'],
	addCertificate: ['clerk', 'registrar', 'admin'],
	removeCertificate: ['clerk', 'registrar', 'admin'],
	chooseCertificate: ['clerk', 'registrar'],
	submitOutcome: ['clerk'],
	discardOutcome: ['clerk'],
	approveOutcome: ['supervisor'],
	returnOutcome: ['supervisor'],
	listForReview: ['supervisor'],
	showForReview: ['supervisor'],
	lookAtOutcome: ['supervisor'],
	approveSeen: ['supervisor'],
	showFigures: ['clerk', 'registrar', 'supervisor', 'archivist'],
	issueCodes: ['registrar'],
	signByAgency: ['registrar'],
	uploadOutcomes: ['registrar'],
	checkBeforeUpload: ['registrar'],
	listUploads: ['clerk', 'registrar', 'supervisor', 'archivist'],
	settleUpload: ['registrar'],
	keepSearches: ['clerk', 'registrar', 'supervisor', 'archivist'],
	/** Lưu trữ takes files over, looks them up and hands them out (Luật Lưu trữ 33/2024; domain.md §1.6). */
	exportOutcomes: ['archivist'],
	/** What becomes of a paper later is noted by who keeps it and by who keeps the register of decisions (domain.md §1.7). */
	replaceOutcome: ['archivist', 'registrar'],
	recallOutcome: ['archivist', 'registrar'],
	expireOutcome: ['archivist', 'registrar'],
	showSignatures: ['clerk', 'registrar', 'supervisor', 'archivist'],
	checkSignature: ['localOperator', 'clerk', 'registrar', 'supervisor', 'archivist', 'admin'],
	showSettings: ['clerk', 'registrar', 'supervisor', 'archivist', 'admin'],
	changeSettings: ['admin'],
	changeOffice: ['admin'],
	manageTrust: ['admin'],
	addNumberRange: ['admin'],
	makeDemoCertificates: ['admin'],
	listAccounts: ['admin'],
	createAccount: ['admin'],
	disableAccount: ['admin'],
	enableAccount: ['admin'],
	changeRoles: ['admin'],
	setPassword: ['admin'],
	backUp: ['admin'],
	restoreBackup: ['admin'],
	checkData: ['admin', 'archivist'],
	listBackups: ['admin'],
	showAudit: ['admin', 'supervisor'],
	checkAudit: ['admin', 'supervisor'],
	countWork: ['clerk', 'registrar', 'supervisor', 'archivist'],
} as const satisfies Record<string, readonly Grant[]>;

export type UseCase = keyof typeof USE_CASES;
export const USE_CASE_NAMES = Object.keys(USE_CASES) as readonly UseCase[];

/** Whether the actor may. */
export function mayDo(actor: Actor, useCase: UseCase): boolean {
	const grants: readonly Grant[] = USE_CASES[useCase];
	return actor.kind === 'localOperator'
		? grants.includes('localOperator')
		: actor.roles.some((role) => grants.includes(role));
}

/** @throws {Fault} `notAllowed` when the actor may not. */
export function assertMay(actor: Actor, useCase: UseCase): void {
	if (!mayDo(actor, useCase)) throw new Fault('notAllowed', { useCase });
}

/**
 * Every fault there is, with the cause in one line. User texts and advice: `i18n/*.json` (`fault.<code>.text`, `.advice`);
 * one heading a code in `docs/errors.md`; one test a code that causes it.
 */
export const FAULT_CODES = {
	// any
	unexpected: 'a bug: something threw that is no fault',
	cancelled: 'a person or the host stopped the work',
	hostGone: 'the process behind the screens ended while it was asked',

	// scan: what comes in
	fileMissing: 'the path does not exist',
	fileUnreadable: 'the system refuses to read the file or folder',
	fileEmpty: 'the file has zero bytes',
	fileTooLarge: 'the file is over the size limit',
	fileKindUnknown: 'the bytes are of no kind that Sohoa reads',
	fileNotRegular: 'a device, socket, pipe or dangling link, not a file',
	fileNameUnusable: 'the name holds control characters or is too long for an output',
	imageDamaged: 'the picture is cut short or its data is broken',
	imageTooLarge: 'more pixels than the limit, seen in the header before decoding',
	tooManyPages: 'more pages than the limit',
	pdfEncrypted: 'the PDF needs a password',
	pdfDamaged: 'the PDF cannot be parsed, or loops',
	pdfTimedOut: 'the PDF took longer than the limit to open or render',
	folderEmpty: 'no file in the folder is one that Sohoa reads',

	// ocr
	languageDataMissing: 'a recognition model is not where it should be',
	languageDataDamaged: 'a recognition model has another hash than the one shipped',
	engineStopped: 'the recognition engine crashed or hung, also after a restart',

	// output
	outputExists: 'the output is there and is not ours to replace',
	outputUnwritable: 'the output folder cannot be made or written',
	diskFull: 'no space left on the disk',

	// identity
	signInFailed: 'unknown name or wrong password (never said which)',
	accountLocked: 'five failures: locked for a while',
	accountDisabled: 'an administrator has disabled the account',
	sessionExpired: 'the session ended or is unknown',
	notAllowed: 'the role may not do this',
	passwordTooWeak: 'shorter than 8, or not mixed (QCVN 12:2026/BCA)',
	passwordMissing: 'no password was given where one is needed',
	accountExists: 'the name is taken',
	accountMissing: 'no such account',
	lastAdmin: 'nobody would be left who may administer',
	officeExists: 'the office and its first administrator are already set up',
	officeMissing: 'the data folder has no office yet',

	// db and data folder
	dataFolderReadOnly: 'the data folder cannot be written',
	dataFolderOnNetwork: 'the data folder lies on a network path',
	dataFolderInUse: 'another Sohoa works in this data folder',
	databaseFromFuture: 'a newer Sohoa wrote this database',
	databaseDamaged: 'SQLite finds the database damaged',
	migrationFailed: 'a migration failed; the copy made before it is kept',
	auditBroken: 'the audit chain does not hold together',
	outcomeMissing: 'no such outcome, or not one that the actor may see',
	fileLost: 'a stored file is gone or has another hash',
	backupInvalid: 'the backup is incomplete or a hash differs',
	restoreTargetNotEmpty: 'the data folder to restore into is not empty',
	duplicateOutcome: 'this very file has been imported before',
	transitionRefused: 'the event does not fit the state of the outcome',
	searchEmpty: 'the search holds nothing to look for',

	// archive
	replacementUnfit: 'the outcome that should take the place is the same one, or is not stored and in force',
	dayAhead: 'the day has not come yet',
	savedSearchesFull: 'the account keeps as many searches as it may',
	exportTooLarge: 'the documents are more than one ZIP file can hold',
	exportGone: 'no such export is open: finished, left for too long, or another person’s',

	// sign
	signingKeyMissing: 'no certificate with a private key is where it should be',
	signingKeyDamaged: 'the certificate file is no PKCS#12 file, or is damaged',
	signingPasswordWrong: 'the password does not open the certificate file',
	signingKeyMismatch: 'the private key does not belong to the certificate',
	certificateExpired: "the certificate's time is over",
	certificateNotYetValid: "the certificate's time has not begun",
	certificateNotForSigning: "the certificate's key usage does not allow signing",
	certificateKeyTooWeak: 'the key is weaker than TT 15/2025/TT-BKHCN allows',
	certificateUnreadable: 'the bytes hold no certificate, or one that cannot be read',
	certificateNotTrusted: 'the certificate leads to no anchor that the office trusts',
	pdfCertified: 'the PDF is certified so that nothing may be added',
	signingFailed: 'the finished signature does not pass our own check',
	clockOff: "the machine's clock stands before something that has already happened",

	// workflow
	fourEyes: 'who submitted may not approve',
	notLookedAt: 'approved together with others, and not opened before',
	changedMeanwhile: 'somebody else changed the outcome since it was looked at',
	documentChanged: 'the bytes are not the ones that were looked at',
	reasonMissing: 'an act that needs a reason was given none',
	fieldsMissing: 'fields that every outcome must have are empty',
	secondKeyMissing: 'fields that are typed twice were not, or the two values differ',
	fieldInvalid: 'a typed value does not have the shape of its field',
	demoOnly: "the demo's stand-in for a person, outside demo data",
	numberRangeUsedUp: 'the range of numbers reserved for this workstation is used up',

	// upload
	preflightFailed: 'the check before uploading found reasons not to',
	repositoryUnreachable: 'the repository does not answer at all',
	repositoryTimedOut: 'the repository took longer than the limit to answer',
	repositoryBusy: 'the repository asks to come back later (429, 503)',
	repositoryFailed: 'the repository met an error of its own (5xx)',
	repositoryFull: 'the repository has no room left',
	repositoryRefused: 'the repository refuses the document or the sign-in (4xx)',
	repositoryConflict: 'other bytes lie under this DocCode in the repository',
	repositoryUntrue: 'the receipt does not match what was sent',
	uploadDoubt: 'nobody can say whether the repository has the document',
	uploadPaused: 'uploads wait until the queue has been compared with the repository after a restore',

	// capture
	stackMissing: 'no such stack or page, or not one of this clerk',
	stackEmpty: 'the stack has no page that would make a document',
	pagesBound: 'the pages of a signed or born-digital PDF stay together as they are',
	scanUnderWay: 'a scan of this clerk is running already',
	hotFolderUnset: 'the office has set no folder to be watched',

	// scanner
	scannerProgramMissing: 'scanimage (SANE) is not installed',
	scannerMissing: 'no such scanner is connected',
	scannerBusy: 'another program uses the scanner',
	scannerNoPaper: 'the feeder is empty before the first page',
	scannerJammed: 'paper is stuck in the scanner',
	scannerCoverOpen: "the scanner's cover is open",
	scannerSettingRefused: 'the scanner does not know a source, mode or resolution that was asked for',
	scannerFailed: 'the scanner reported an error of its own',
	hotFolderUnsafe: 'the watched folder overlaps the data folder or is a link',

	// hosts
	usage: 'the command line is wrong',
	portTaken: 'the port is in use by another program',
	invalidInput: 'a value does not have the shape the contract asks for',
} as const;

export type FaultCode = keyof typeof FAULT_CODES;

/**
 * Every fault there is, with the cause in one line. User texts and advice: `i18n/*.json` (`fault.<code>.text`, `.advice`);
 * one heading a code in `docs/errors.md`; one test a code that causes it.
 */
export const FAULT_CODES = {
	// any
	unexpected: 'a bug: something threw that is no fault',
	cancelled: 'a person or the host stopped the work',

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

	// hosts
	usage: 'the command line is wrong',
	portTaken: 'the port is in use by another program',
	invalidInput: 'a value does not have the shape the contract asks for',
} as const;

export type FaultCode = keyof typeof FAULT_CODES;

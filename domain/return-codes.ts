/** Why outcomes go back to the clerk most often: what a supervisor picks by number, and what is counted. Texts: i18n `screen.approve.returnReason.<code>`. */
export const RETURN_CODES = [
	'wrongField',
	'missingPage',
	'unreadable',
	'crooked',
	'wrongSignature',
	'wrongDossier',
	'duplicate',
] as const;
export type ReturnCode = (typeof RETURN_CODES)[number];

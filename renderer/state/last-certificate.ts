let last = '';

/** The certificate that was signed with last on this page, so that it is chosen once. Its password is kept nowhere. */
export function recallCertificate(): string {
	return last;
}

/** Keeps the path of a certificate that a signature was made with. */
export function rememberCertificate(path: string): void {
	last = path;
}

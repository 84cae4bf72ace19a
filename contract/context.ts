/**
 * Where a person's session token rests between calls. The token never stands in a procedure's input or output, so no
 * script on the page can read it. `cli serve`: an HttpOnly cookie, read from the request and set on the answer.
 * Electron: a variable in the core process.
 */
export type SessionCarrier = {
	/** The token that this call came with; `undefined` when nobody has signed in. */
	read(): string | undefined;
	/** Keeps a new token for the calls to come (`session.signIn`). */
	write(token: string): void;
	/** Forgets it (`session.signOut`, or when the session has ended). */
	clear(): void;
};

/** What every host gives to every call of the router. */
export type CallContext = {
	readonly session: SessionCarrier;
};

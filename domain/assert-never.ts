/**
 * Closes a `switch` over a union: the compiler refuses the call while a member is unhandled.
 *
 * @throws {Error} when a value outside the union reaches it at run time (a bug).
 */
export function assertNever(value: never): never {
	throw new Error(`Unhandled member: ${JSON.stringify(value)}`);
}

import { v7 } from 'uuid';
import type { Id } from '../domain/index.ts';

/** A new UUIDv7 (RFC 9562): ids made later sort later, also within one millisecond of one process. */
export function newId<T extends Id<string>>(): T {
	return v7() as T;
}

import { asId, Fault, isId, type OutcomeId } from '../../domain/index.ts';

/** A cursor that is an outcome's id. @throws {Fault} `invalidInput` for a cursor that we did not give out. */
export function cursorId(cursor: string): OutcomeId {
	if (!isId(cursor)) throw new Fault('invalidInput', { paths: 'cursor' });
	return asId<OutcomeId>(cursor);
}

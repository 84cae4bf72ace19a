import { suggestedSigners, suggestedValues } from '../../db/index.ts';
import { type Actor, type FieldName, RECURRING_FIELDS } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';

/** A value of earlier outcomes and how often it was used; with a signer, the position that he or she had last. */
export type SuggestedValue = { readonly value: string; readonly count: number; readonly position?: string };

/** What earlier outcomes of the actor's org units say in a field, most used first. @throws {Fault} `notAllowed`. */
export async function suggestValues(actor: Actor, core: Core, field: FieldName): Promise<readonly SuggestedValue[]> {
	const { orgUnitScope } = permit(actor, 'suggestValues');
	if (!RECURRING_FIELDS.includes(field)) return [];
	if (field !== 'signerName') {
		return (await suggestedValues(core.db, field, orgUnitScope)).map(({ value, count }) => ({ value, count }));
	}
	return (await suggestedSigners(core.db, orgUnitScope)).map(({ value, count, position }) => ({
		value,
		count,
		...(position !== null && position !== '' && { position }),
	}));
}

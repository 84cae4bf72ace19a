import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toFault } from '../../contract/faults.ts';
import type { GroupRow } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import type { SaidFault } from '../../i18n/index.ts';
import { api, client } from '../client.ts';

/** What has become of a row. */
export type RowStanding =
	| { readonly kind: 'postponed' | 'done' | 'corrected' }
	| { readonly kind: 'failed'; readonly fault: SaidFault };

type Standings = ReadonlyMap<OutcomeId, RowStanding>;

/** One field over many outcomes. What is done shows at once; what the core refuses comes back with its reason. */
export function useFieldGroup(field: FieldName) {
	const queries = useQueryClient();
	const list = useQuery(
		api.fields.group.queryOptions({ input: { field }, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }),
	);
	const [standings, setStandings] = useState<Standings>(new Map());
	const stand = (ids: readonly OutcomeId[], standing: RowStanding): void =>
		setStandings((all) => new Map([...all, ...ids.map((id) => [id, standing] as const)]));
	const fail = (ids: readonly OutcomeId[], error: unknown): void => {
		const { code, data } = toFault(error);
		stand(ids, { kind: 'failed', fault: { code, data } });
	};
	const changed = (): void => void queries.invalidateQueries({ queryKey: api.outcomes.key(), refetchType: 'none' });

	return {
		list,
		standings,
		/** Says that the value of these rows is what stands on their papers. */
		confirm: async (rows: readonly GroupRow[]): Promise<void> => {
			const ids = rows.map(({ id }) => id);
			stand(ids, { kind: 'done' });
			const items = rows.map(({ id, reading }) => ({ id, value: reading.value }));
			try {
				for (const { id, fault } of await client.fields.confirmGroup({ field, items })) {
					if (fault !== undefined) stand([id], { kind: 'failed', fault });
				}
			} catch (error) {
				fail(ids, error);
			}
			changed();
		},
		/** Keeps another value for one row. */
		correct: async ({ id, revision }: GroupRow, value: string): Promise<void> => {
			stand([id], { kind: 'corrected' });
			try {
				await client.workflow.correctField({ id, revision, field, value });
			} catch (error) {
				fail([id], error);
			}
			changed();
		},
		postpone: ({ id }: GroupRow): void => stand([id], { kind: 'postponed' }),
		/** Fetches what is left. */
		more: async (): Promise<void> => {
			await list.refetch();
			setStandings(new Map());
		},
	};
}

export type FieldGroup = ReturnType<typeof useFieldGroup>;

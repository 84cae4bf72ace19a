import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { OutcomeView } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import { api, client } from '../client.ts';
import { type ClerkStep, nextSteps } from './next-steps.ts';
import { openFields } from './open-fields.ts';

/** A step that was asked for; `next`: whichever comes next by then. */
type Wish = ClerkStep | 'next';

/** As many presses as there are steps: more are a key that was leant upon. */
const MOST_WISHES = 3;

export type StepsOf = {
	readonly outcome: OutcomeView;
	/** Fields that a check speaks about. */
	readonly odd: ReadonlySet<FieldName>;
	/** Whether all that was typed before has been brought back. */
	readonly ready: boolean;
	/** Keeps what was typed and waits for what is on its way; whether all could be kept. */
	readonly settle: () => Promise<boolean>;
	/** Leads to the next outcome of the desk. */
	readonly goOn: () => Promise<void>;
	readonly onField: (field: FieldName) => void;
	readonly onDone: (step: 'verify' | 'submit') => void;
};

/**
 * The steps of a clerk's way. One that is asked for while something is still under way is kept and taken in its turn; what goes wrong,
 * or needs the clerk, lets those behind it go.
 */
export function useClerkSteps({ outcome, odd, ready, settle, goOn, onField, onDone }: StepsOf) {
	const queries = useQueryClient();
	const [dialog, setDialog] = useState<'sign' | 'twice'>();
	const [leftOpen, setLeftOpen] = useState<readonly FieldName[]>([]);
	const settings = useQuery(api.settings.show.queryOptions({ staleTime: 300_000 }));
	const queryKey = api.outcomes.get.queryKey({ input: { id: outcome.id } });
	const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: api.outcomes.key() });
	const now = (): OutcomeView => queries.getQueryData(queryKey) ?? outcome;
	const order = settings.data?.order === 'verifyFirst' ? 'verifyFirst' : 'signFirst';
	const step = useMutation({
		mutationFn: (kind: 'verify' | 'submit') => client.workflow[kind]({ id: outcome.id, revision: now().revision }),
		onSuccess: ({ state, revision }, kind) => {
			queries.setQueryData(queryKey, (view: OutcomeView | undefined) => view && { ...view, state, revision });
			onDone(kind);
		},
		onSettled: () => void refresh(),
	});
	/** Whether the clerk is needed before the fields can be verified. */
	const needsClerk = async (): Promise<boolean> => {
		const { single, together } = openFields(now().readings, odd);
		const left = [...single, ...together];
		setLeftOpen(left);
		const [first] = left;
		if (first !== undefined) onField(first);
		if (first !== undefined) return true;
		const twice = await client.fields.twice({ id: outcome.id });
		if (twice.length > 0) setDialog('twice');
		return twice.length > 0;
	};
	/** Whether the step was taken, and the next one may follow. */
	const take = async (wish: Wish): Promise<boolean> => {
		const kind = wish === 'next' ? nextSteps(now().state, order)[0] : wish;
		if (kind === undefined || !(await settle())) return false;
		if (kind === 'sign') {
			setDialog('sign');
			return false;
		}
		if (kind === 'verify' && (await needsClerk())) return false;
		await step.mutateAsync(kind);
		if (kind === 'submit') await goOn();
		return kind !== 'submit';
	};
	const { wishFor, underWay } = useWishes(take, ready && !settings.isPending && dialog === undefined);
	return {
		steps: nextSteps(outcome.state, order),
		wishFor,
		underWay,
		/** Fields that held the verification up, for as long as they are open. */
		leftOpen: leftOpen.filter((field) => Object.values(openFields(outcome.readings, odd)).flat().includes(field)),
		error: step.error,
		settings,
		dialog,
		closeDialog: () => setDialog(undefined),
		refresh,
	};
}

/** Takes up wishes one by one, as soon as it may. */
function useWishes(take: (wish: Wish) => Promise<boolean>, ready: boolean) {
	const [wishes, setWishes] = useState<readonly Wish[]>([]);
	const [busy, setBusy] = useState(false);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a wish is taken up once, when nothing else is under way
	useEffect(() => {
		const [wish] = wishes;
		if (wish === undefined || busy || !ready) return;
		setBusy(true);
		take(wish)
			.catch(() => false)
			.then((taken) => {
				setWishes((all) => (taken ? all.slice(1) : []));
				setBusy(false);
			});
	}, [wishes, busy, ready]);
	return {
		underWay: wishes.length > 0,
		wishFor: (wish: Wish): void => setWishes((all) => [...all, wish].slice(0, MOST_WISHES)),
	};
}

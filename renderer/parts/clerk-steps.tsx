import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import { api, client } from '../client.ts';
import { type ClerkStep, nextSteps } from '../state/next-steps.ts';
import { openFields } from '../state/open-fields.ts';
import { useKeys } from '../state/use-keys.ts';
import { FaultNotice } from './fault-notice.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { TwiceDialog } from './twice-dialog.tsx';

type Props = {
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
	readonly primary: RefObject<HTMLButtonElement | null>;
};

/** A step that was asked for; `next`: whichever comes next by then. */
type Wish = ClerkStep | 'next';

/** As many presses as there are steps: more are a key that was leant upon. */
const MOST_WISHES = 3;

/**
 * What comes next, in words, and its button: Ctrl+Enter takes the step that it names first. A press that comes while something is
 * still under way is kept and done in its turn; what goes wrong, or needs the clerk, lets the presses behind it go.
 */
export function ClerkSteps({ outcome, odd, ready, settle, goOn, onField, primary }: Props): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const [wishes, setWishes] = useState<readonly Wish[]>([]);
	const [busy, setBusy] = useState<Wish>();
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
			message.success(t(`screen.verify.done.${kind}`));
		},
		onSettled: () => void refresh(),
	});

	/** Whether the step was taken; not when it needs the clerk first. */
	const take = async (wish: Wish): Promise<boolean> => {
		const kind = wish === 'next' ? nextSteps(now().state, order)[0] : wish;
		if (kind === undefined || !(await settle())) return false;
		if (kind === 'sign') {
			setDialog('sign');
			return false;
		}
		if (kind === 'verify') {
			const { single, together } = openFields(now().readings, odd);
			const left = [...single, ...together];
			setLeftOpen(left);
			const [first] = left;
			if (first !== undefined) onField(first);
			if (first !== undefined) return false;
			const twice = await client.fields.twice({ id: outcome.id });
			if (twice.length > 0) setDialog('twice');
			if (twice.length > 0) return false;
		}
		await step.mutateAsync(kind);
		if (kind === 'submit') await goOn();
		return kind !== 'submit';
	};
	const settingsHere = !settings.isPending;
	// biome-ignore lint/correctness/useExhaustiveDependencies: a wish is taken up once, when nothing else is under way
	useEffect(() => {
		const [wish] = wishes;
		if (wish === undefined || busy !== undefined || dialog !== undefined || !ready || !settingsHere) return;
		setBusy(wish);
		take(wish)
			.catch(() => false)
			.then((taken) => {
				setWishes((all) => (taken ? all.slice(1) : []));
				setBusy(undefined);
			});
	}, [wishes, busy, dialog, ready, settingsHere]);
	const wishFor = (wish: Wish): void => setWishes((all) => [...all, wish].slice(0, MOST_WISHES));
	useKeys({ 'ctrl+Enter': () => wishFor('next') });

	const steps = nextSteps(outcome.state, order);
	const [likeliest] = steps;
	const open = openFields(outcome.readings, odd);
	const stillOpen = leftOpen.filter((field) => open.single.includes(field) || open.together.includes(field));
	return (
		<footer className="steps">
			{settings.error !== null && <FaultNotice error={settings.error} onRetry={settings.refetch} />}
			{step.error !== null && <FaultNotice error={step.error} />}
			<p role="status">
				{wishes.length > 0 ? t('screen.verify.under') : likeliest && t(`screen.verify.ahead.${likeliest}`)}
			</p>
			{stillOpen.length > 0 && (
				<p role="alert">
					<strong>{t('screen.verify.leftOpen', { count: stillOpen.length })}</strong>{' '}
					{stillOpen.map((field) => t(`field.${field}`)).join(', ')}
				</p>
			)}
			<div className="act">
				{steps.map((kind) => (
					<Button
						key={kind}
						ref={kind === likeliest ? primary : undefined}
						type={kind === likeliest ? 'primary' : 'default'}
						aria-busy={busy === kind || (busy === 'next' && kind === likeliest)}
						onClick={() => wishFor(kind)}
					>
						{t(`screen.verify.step.${kind}`)}
						{kind === likeliest && <kbd>Ctrl+Enter</kbd>}
					</Button>
				))}
				<Button onClick={() => void goOn()}>
					{t('screen.verify.skip')}
					<kbd>F9</kbd>
				</Button>
			</div>
			<SignDialog
				open={dialog === 'sign'}
				outcomeId={outcome.id}
				onClose={() => setDialog(undefined)}
				onSigned={refresh}
			/>
			{dialog === 'twice' && <TwiceDialog outcome={outcome} onClose={() => setDialog(undefined)} />}
		</footer>
	);
}

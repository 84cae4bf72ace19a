import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type ReactNode, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import { api, client } from '../client.ts';
import { CLERK_STATES, type ClerkStep, nextSteps } from '../state/next-steps.ts';
import { useKeys } from '../state/use-keys.ts';
import { useQueue } from '../state/use-queue.ts';
import { FaultNotice } from './fault-notice.tsx';
import { SignDialog } from './sign-dialog.tsx';

type Props = {
	readonly outcome: OutcomeView;
	/** Fields that must be looked at before the whole is verified. */
	readonly open: readonly FieldName[];
	/** Keeps what was typed; whether all could be kept. */
	readonly keepAll: () => Promise<boolean>;
	readonly onField: (field: FieldName) => void;
	readonly primary: RefObject<HTMLButtonElement | null>;
};

/** What comes next, in words, and its button: Ctrl+Enter takes the step that it names first. */
export function ClerkSteps({ outcome, open, keepAll, onField, primary }: Props): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const [signing, setSigning] = useState(false);
	const [leftOpen, setLeftOpen] = useState(false);
	const settings = useQuery(api.settings.show.queryOptions({ staleTime: 300_000 }));
	const goOn = useQueue(CLERK_STATES, outcome.id, { kind: 'verify' });
	const queryKey = api.outcomes.get.queryKey({ input: { id: outcome.id } });
	const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: api.outcomes.key() });
	const step = useMutation({
		mutationFn: async (kind: 'verify' | 'submit') => {
			const seen: OutcomeView = queries.getQueryData(queryKey) ?? outcome;
			return client.workflow[kind]({ id: outcome.id, revision: seen.revision });
		},
		onSuccess: (_, kind) => {
			message.success(t(`screen.verify.done.${kind}`));
			if (kind === 'submit') goOn();
		},
		onSettled: refresh,
	});
	const take = async (kind: ClerkStep): Promise<void> => {
		if (step.isPending || !(await keepAll())) return;
		const [first] = open;
		setLeftOpen(kind === 'verify' && first !== undefined);
		if (kind === 'sign') setSigning(true);
		else if (kind === 'verify' && first !== undefined) onField(first);
		else step.mutate(kind);
	};
	const steps = nextSteps(outcome.state, settings.data?.order === 'verifyFirst' ? 'verifyFirst' : 'signFirst');
	const [likeliest] = steps;
	useKeys({
		'ctrl+Enter': () => {
			if (likeliest !== undefined) void take(likeliest);
		},
	});
	return (
		<footer className="steps">
			{step.error !== null && <FaultNotice error={step.error} />}
			{likeliest !== undefined && <p>{t(`screen.verify.ahead.${likeliest}`)}</p>}
			{leftOpen && open.length > 0 && (
				<p role="alert">
					<strong>{t('screen.verify.leftOpen', { count: open.length })}</strong>{' '}
					{open.map((field) => t(`field.${field}`)).join(', ')}
				</p>
			)}
			<div className="act">
				{steps.map((kind) => (
					<Button
						key={kind}
						ref={kind === likeliest ? primary : undefined}
						type={kind === likeliest ? 'primary' : 'default'}
						loading={step.isPending && step.variables === kind}
						onClick={() => void take(kind)}
					>
						{t(`screen.verify.step.${kind}`)}
						{kind === likeliest && <kbd>Ctrl+Enter</kbd>}
					</Button>
				))}
				<Button onClick={goOn}>{t('screen.verify.skip')}</Button>
			</div>
			<SignDialog open={signing} outcomeId={outcome.id} onClose={() => setSigning(false)} onSigned={refresh} />
		</footer>
	);
}

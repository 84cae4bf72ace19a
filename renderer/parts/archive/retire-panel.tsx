import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { may } from '../../state/may.ts';
import { useActor } from '../../state/use-actor.ts';
import { useKeys } from '../../state/use-keys.ts';
import { ReplaceDialog } from './replace-dialog.tsx';
import { ExpireDialog, RecallDialog } from './retire-dialogs.tsx';

type Kind = 'replace' | 'recall' | 'expire';

/** What may be noted of a stored paper later: T replaced, H recalled, X expired. Nothing for those who may not, and in other states. */
export function RetirePanel({ outcome }: { readonly outcome: OutcomeView }): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const actor = useActor();
	const [open, setOpen] = useState<Kind>();
	const allowed = outcome.state === 'stored' && actor !== undefined && may(actor, 'recallOutcome');
	const ask = (kind: Kind) => () => setOpen(allowed ? kind : undefined);
	useKeys({ t: ask('replace'), h: ask('recall'), x: ask('expire') });
	const onSettled = (): unknown =>
		Promise.all([
			queries.invalidateQueries({ queryKey: api.outcomes.key() }),
			queries.invalidateQueries({ queryKey: api.archive.key() }),
		]);
	const dialog = {
		outcome,
		onClose: () => setOpen(undefined),
		onDone: () => {
			setOpen(undefined);
			message.success(t('screen.archive.retired'));
		},
		onSettled,
	};
	if (!allowed && open === undefined) return null;
	return (
		<section className="retire">
			<Button onClick={ask('replace')}>
				{t('screen.archive.replace')}
				<kbd>T</kbd>
			</Button>
			<Button onClick={ask('recall')}>
				{t('screen.archive.recall')}
				<kbd>H</kbd>
			</Button>
			<Button onClick={ask('expire')}>
				{t('screen.archive.expire')}
				<kbd>X</kbd>
			</Button>
			<ReplaceDialog open={open === 'replace'} {...dialog} />
			<RecallDialog open={open === 'recall'} {...dialog} />
			<ExpireDialog open={open === 'expire'} {...dialog} />
		</section>
	);
}

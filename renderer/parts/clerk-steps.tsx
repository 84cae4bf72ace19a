import { App, Button } from 'antd';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { openFields } from '../state/open-fields.ts';
import { type StepsOf, useClerkSteps } from '../state/use-clerk-steps.ts';
import { useKeys } from '../state/use-keys.ts';
import { FaultNotice } from './fault-notice.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { TwiceDialog } from './twice-dialog.tsx';

type Props = Omit<StepsOf, 'onDone'> & { readonly primary: RefObject<HTMLButtonElement | null> };

/** What comes next, in words, and its button: Ctrl+Enter takes the step that it names first. */
export function ClerkSteps({ primary, ...props }: Props): ReactNode {
	const { outcome, goOn } = props;
	const { t } = useTranslation();
	const { message } = App.useApp();
	const clerk = useClerkSteps({
		...props,
		onDone: (step) => void message.success(t(`screen.verify.done.${step}`)),
	});
	const { steps, underWay, leftOpen, settings, wishFor } = clerk;
	const [likeliest] = steps;
	useKeys({ 'ctrl+Enter': { label: t('screen.verify.keys.next'), act: () => wishFor('next') } });
	/** The dialog had the focus: it goes to what the clerk has to look at first, else to the next step. */
	const closeSigning = (): void => {
		clerk.closeDialog();
		const [first] = openFields(outcome.readings, props.odd).single;
		if (first === undefined) primary.current?.focus();
		else props.onField(first);
	};
	return (
		<footer className="steps" aria-busy={underWay}>
			{settings.error !== null && <FaultNotice error={settings.error} onRetry={settings.refetch} />}
			{clerk.error !== null && <FaultNotice error={clerk.error} />}
			<p role="status">{underWay ? t('screen.verify.under') : likeliest && t(`screen.verify.ahead.${likeliest}`)}</p>
			{leftOpen.length > 0 && (
				<p role="alert">
					<strong>{t('screen.verify.leftOpen', { count: leftOpen.length })}</strong>{' '}
					{leftOpen.map((field) => t(`field.${field}`)).join(', ')}
				</p>
			)}
			<div className="act">
				{steps.map((kind) => (
					<Button
						key={kind}
						ref={kind === likeliest ? primary : undefined}
						type={kind === likeliest ? 'primary' : 'default'}
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
				open={clerk.dialog === 'sign'}
				outcomeId={outcome.id}
				onClose={closeSigning}
				onSigned={clerk.refresh}
			/>
			{clerk.dialog === 'twice' && <TwiceDialog outcome={outcome} onClose={clerk.closeDialog} />}
		</footer>
	);
}

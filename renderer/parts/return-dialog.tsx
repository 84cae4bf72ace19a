import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal, Radio } from 'antd';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../contract/index.ts';
import { RETURN_CODES, type ReturnCode } from '../../domain/return-codes.ts';
import { api } from '../client.ts';
import { FaultNotice } from './fault-notice.tsx';

type Props = {
	readonly open: boolean;
	readonly outcome: OutcomeView;
	readonly onClose: () => void;
	readonly onReturned: () => void;
	/** Also when it was refused. */
	readonly onSettled: () => unknown;
};

/** A frequent reason, or one in the supervisor's own words. */
type Choice = ReturnCode | 'other';
const CHOICES: readonly Choice[] = [...RETURN_CODES, 'other'];
/** Longest text of one's own: with a reason before it, it stays under what the core keeps. */
const MAX_TEXT = 1_800;

/** Why an outcome goes back to the clerk: a digit picks a frequent reason, words may be added. Enter or Ctrl+Enter sends it. */
export function ReturnDialog({ open, onClose, ...props }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<Modal open={open} title={t('screen.approve.returnTitle')} footer={null} destroyOnHidden onCancel={onClose}>
			<ReturnForm {...props} />
		</Modal>
	);
}

function ReturnForm({ outcome, onReturned, onSettled }: Omit<Props, 'open' | 'onClose'>): ReactNode {
	const { t } = useTranslation();
	const [choice, setChoice] = useState<Choice>();
	const [text, setText] = useState('');
	const giveBack = useMutation(api.workflow.return.mutationOptions());
	const code = choice === 'other' ? undefined : choice;
	const send = (): void => {
		if (giveBack.isPending) return;
		const { id, revision } = outcome;
		const said = code === undefined ? '' : `${t(`screen.approve.returnReason.${code}`)}.`;
		const reason = [said, text.trim()].filter(Boolean).join(' ');
		giveBack.mutate({ id, revision, reason, code }, { onSuccess: onReturned, onSettled });
	};
	const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
		const writing = event.target instanceof HTMLTextAreaElement;
		const at = Number(event.key) - 1;
		const picked = writing || event.ctrlKey ? undefined : CHOICES[at];
		if (picked !== undefined) {
			event.preventDefault();
			setChoice(picked);
			// Own words are typed next; after a frequent reason Enter sends it.
			const form = event.currentTarget;
			const radios = form.querySelectorAll<HTMLElement>('input[type=radio]');
			(picked === 'other' ? form.querySelector('textarea') : radios[at])?.focus();
		} else if (event.key === 'Enter' && (event.ctrlKey || !writing)) {
			event.preventDefault();
			send();
		}
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: keys of what it holds
		<div className="return-form" onKeyDown={onKeyDown}>
			<p id="return-help">{t('screen.approve.reasonHelp')}</p>
			<Radio.Group
				vertical
				value={choice}
				aria-labelledby="return-help"
				onChange={(event) => {
					setChoice(event.target.value as Choice);
				}}
			>
				{CHOICES.map((one, index) => (
					<Radio key={one} value={one} autoFocus={index === 0}>
						<kbd>{index + 1}</kbd> {t(`screen.approve.returnReason.${one}`)}
					</Radio>
				))}
			</Radio.Group>
			<label htmlFor={TEXT}>{t('screen.approve.reason')}</label>
			<Input.TextArea
				id={TEXT}
				rows={3}
				maxLength={MAX_TEXT}
				value={text}
				onChange={(event) => setText(event.target.value)}
			/>
			{giveBack.error !== null && <FaultNotice error={giveBack.error} />}
			<div className="act">
				<Button type="primary" loading={giveBack.isPending} onClick={send}>
					{t('screen.approve.return')}
					<kbd>Ctrl+Enter</kbd>
				</Button>
			</div>
		</div>
	);
}

/** The text box's id: its label stands apart. */
const TEXT = 'return-text';

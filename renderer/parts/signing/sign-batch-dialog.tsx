import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, type InputRef, Modal } from 'antd';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignatureUse } from '../../../contract/index.ts';
import type { OutcomeId } from '../../../domain/ids.ts';
import { api, client } from '../../client.ts';
import { BatchReport } from './batch-report.tsx';
import { CertificateChoice } from './certificate-choice.tsx';
import { type Batch, type BatchRun, useBatch } from './use-batch.ts';
import '../../styles/sign.css';

type Props = {
	readonly kind: SignatureUse;
	readonly ids: readonly OutcomeId[];
	/** What each is called, for the list of those that were refused. */
	readonly nameOf?: (id: OutcomeId) => string;
	/** The dialog closes. `undefined`: nothing was tried. */
	readonly onDone: (batch: Batch | undefined) => void;
};

/**
 * Signs outcomes with the remembered certificate: the password, Enter. Rendered only while it is open. The password goes into one
 * call; the box is emptied when that starts, and nothing else holds it.
 */
export function SignBatchDialog({ kind, ids, nameOf = () => '', onDone }: Props): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const certificates = useQuery(api.signing.certificates.queryOptions({ input: { use: kind } }));
	const chosen = certificates.data?.find((one) => one.chosen);
	const [password, setPassword] = useState('');
	const box = useRef<InputRef>(null);
	const signed = useRef(new Set<OutcomeId>());
	const { batch, start, cancel } = useBatch();
	const running = batch.phase === 'running';
	const ready = chosen !== undefined && !running;
	useEffect(() => {
		if (ready) box.current?.focus();
	}, [ready]);
	const ended = batch.phase === 'ended' && batch.stopped === undefined;
	const close = (): void => {
		if (running) cancel();
		else onDone(batch.phase === 'idle' ? undefined : { ...batch, done: [...signed.current] });
	};
	const sign = async (event: FormEvent): Promise<void> => {
		event.preventDefault();
		if (chosen === undefined || running || password === '') return;
		const typed = password;
		setPassword('');
		// After a stream that broke, only what is not signed yet.
		const left = ids.filter((id) => !signed.current.has(id));
		const run: BatchRun = async function* (signal) {
			const batchInput = { kind, ids: left, certificate: chosen.id, password: typed };
			yield* await client.signing.sign(batchInput, { signal });
		};
		const result = await start(left.length, run);
		for (const id of result.done) signed.current.add(id);
		for (const key of [api.outcomes.key(), api.signing.key(), api.uploads.key()]) {
			void queries.invalidateQueries({ queryKey: key });
		}
		const whole = result.stopped === undefined && result.refused.length === 0 && !result.cancelled;
		if (!whole) return;
		message.success(t('screen.sign.signed', { count: signed.current.size }));
		onDone({ ...result, done: [...signed.current] });
	};
	return (
		<Modal
			open
			width={620}
			title={t(`screen.sign.dialogTitle.${kind}`, { count: ids.length })}
			mask={{ closable: false }}
			// The dialog takes the focus itself when it has come up: then the password box gets it.
			afterOpenChange={() => box.current?.focus()}
			onCancel={close}
			footer={
				<Foot running={running} ended={ended} ready={ready && password !== ''} count={ids.length} onClose={close} />
			}
		>
			{!ended && !running && <CertificateChoice use={kind} compact />}
			<form id={FORM} onSubmit={(event) => void sign(event)} hidden={ended || running || chosen === undefined}>
				<label htmlFor="certificate-password">{t('screen.sign.password')}</label>
				<Input.Password
					id="certificate-password"
					ref={box}
					autoFocus
					value={password}
					onChange={(event) => setPassword(event.target.value)}
					autoComplete="off"
					aria-describedby="certificate-password-help"
				/>
				<small id="certificate-password-help">{t('screen.sign.passwordHelp')}</small>
			</form>
			<BatchReport batch={batch} nameOf={nameOf} />
		</Modal>
	);
}

/** The form's id: its submit button stands outside it, in the dialog's foot. */
const FORM = 'sign-batch';

type FootProps = {
	readonly running: boolean;
	readonly ended: boolean;
	readonly ready: boolean;
	readonly count: number;
	readonly onClose: () => void;
};

function Foot({ running, ended, ready, count, onClose }: FootProps): ReactNode {
	const { t } = useTranslation();
	if (ended) {
		return (
			<Button type="primary" autoFocus onClick={onClose}>
				{t('screen.common.close')} <kbd>Esc</kbd>
			</Button>
		);
	}
	return (
		<>
			<Button onClick={onClose}>
				{running ? t('screen.sign.stop') : t('screen.common.cancel')} <kbd>Esc</kbd>
			</Button>
			{!running && (
				<Button type="primary" htmlType="submit" form={FORM} disabled={!ready}>
					{t('screen.sign.signNow', { count })} <kbd>Enter</kbd>
				</Button>
			)}
		</>
	);
}

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { forgetHostTrouble, hostState, onHostState } from '../state/host.ts';
import '../styles/host.css';

/** Pause between two looks for a host that is gone, ms. */
const LOOK_MS = 1_000;

/**
 * Says over every screen that the host is gone, and that it is back. The screen below stays as it is, with what is typed
 * there; once the host is back, what it shows is asked anew.
 */
export function HostNotice(): ReactNode {
	const { t } = useTranslation();
	const state = useSyncExternalStore(onHostState, hostState);
	const queries = useQueryClient();
	const gone = state !== 'here' && state !== 'back';
	useEffect(() => {
		if (!gone) return;
		const stop = new AbortController();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const look = async (): Promise<void> => {
			await client.office.status(undefined, { signal: stop.signal }).catch(() => undefined);
			if (!stop.signal.aborted) timer = setTimeout(look, LOOK_MS);
		};
		void look();
		return () => {
			clearTimeout(timer);
			stop.abort();
		};
	}, [gone]);
	useEffect(() => {
		if (state === 'back') void queries.invalidateQueries();
	}, [state, queries]);
	if (state === 'here') return null;
	return (
		<div className={`host-notice ${state}`} role="alert" data-host={state}>
			<div>
				<strong>{t(`screen.host.${state}.title`)}</strong>
				<p>{t(`screen.host.${state}.text`)}</p>
			</div>
			{state === 'back' && (
				<button type="button" onClick={forgetHostTrouble}>
					{t('screen.common.close')}
				</button>
			)}
		</div>
	);
}

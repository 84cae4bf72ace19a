import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
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
	/** What had the focus before the notice's button: a person goes on there. */
	const before = useRef<() => void>(undefined);
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
	const close = (): void => {
		forgetHostTrouble();
		before.current?.();
	};
	return (
		<div className={`host-notice ${state}`} role="alert" data-host={state}>
			<div>
				<strong>{t(`screen.host.${state}.title`)}</strong>
				<p>{t(`screen.host.${state}.text`)}</p>
			</div>
			{state === 'back' && (
				<button
					type="button"
					onFocus={({ relatedTarget }) => {
						before.current = wayBackTo(relatedTarget);
					}}
					onClick={close}
				>
					{t('screen.common.close')}
				</button>
			)}
		</div>
	);
}

/** Leads back into a box at the very place: one that selects its text when it gets the focus would lose it to the next letter. */
function wayBackTo(element: Element | null): (() => void) | undefined {
	if (!(element instanceof HTMLElement)) return undefined;
	const isTyped = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
	if (!isTyped) return () => element.focus();
	const { selectionStart, selectionEnd } = element;
	return () => {
		element.focus();
		if (selectionStart !== null) element.setSelectionRange(selectionStart, selectionEnd);
	};
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, type InputRef } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ActorView } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { leave } from '../../state/leave.ts';
import { SCREEN_LOCK, unlockScreen } from '../../state/screen-lock.ts';
import { useStore } from '../../state/store.ts';
import { SignInFault } from './sign-in-fault.tsx';

/** Covers everything while the screen is locked. What lies under it stays as it is, but nobody can see, read or reach it. */
export function LockScreen({ actor, office }: { readonly actor: ActorView; readonly office: string }): ReactNode {
	const lock = useStore(SCREEN_LOCK);
	if (lock === undefined) return null;
	return createPortal(<Cover actor={actor} office={office} />, document.body);
}

function Cover({ actor, office }: { readonly actor: ActorView; readonly office: string }): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const cover = useRef<HTMLDivElement>(null);
	const box = useRef<InputRef>(null);
	const reason = useStore(SCREEN_LOCK)?.reason ?? 'asked';
	useHiddenRest(cover);
	useEffect(() => box.current?.focus(), []);
	const unlock = useMutation({
		mutationFn: ({ password }: { readonly password: string }) => unlockScreen(actor.name, password),
		onSuccess: (now) => {
			queries.setQueryData(api.session.current.queryKey(), now);
			void queries.invalidateQueries();
		},
		onError: () => box.current?.select(),
	});
	return (
		<div className="lock-cover" ref={cover} role="dialog" aria-modal="true" aria-labelledby="lock-title">
			<div className="card">
				<p className="card-brand">
					<strong>{t('screen.appName')}</strong> {office}
				</p>
				<h1 id="lock-title">{t('screen.shell.lock.title')}</h1>
				<p>
					{t(`screen.shell.lock.${reason}`)} {t('screen.shell.lock.kept')}
				</p>
				<Form<{ password: string }>
					name="unlock"
					layout="vertical"
					requiredMark={false}
					onFinish={(typed) => unlock.mutate(typed)}
				>
					<p>
						{t('screen.signIn.name')}: <strong>{actor.name}</strong>
					</p>
					<Form.Item
						name="password"
						label={t('screen.signIn.password')}
						rules={[{ required: true, message: t('screen.common.required', { what: t('screen.signIn.password') }) }]}
					>
						<Input.Password ref={box} autoComplete="current-password" />
					</Form.Item>
					{unlock.error !== null && <SignInFault error={unlock.error} />}
					<Button type="primary" htmlType="submit" block loading={unlock.isPending}>
						{t('screen.shell.lock.open')}
					</Button>
				</Form>
				<Button type="link" block onClick={() => void leave()}>
					{t('screen.shell.lock.other')}
				</Button>
			</div>
		</div>
	);
}

/** Hides all but the cover, also dialogs and whatever opens later, and keeps keys from it; undone when the cover goes. */
function useHiddenRest(cover: { readonly current: HTMLElement | null }): void {
	useEffect(() => {
		const before = document.activeElement;
		const others = [...document.body.children].filter(
			(child) => child !== cover.current && !child.hasAttribute('inert'),
		);
		for (const other of others) other.toggleAttribute('inert', true);
		document.documentElement.classList.add('locked');
		// Screens listen at the window: they must not see what is typed here.
		const keep = (event: KeyboardEvent): void => event.stopImmediatePropagation();
		window.addEventListener('keydown', keep, true);
		window.addEventListener('keyup', keep, true);
		return () => {
			for (const other of others) other.removeAttribute('inert');
			document.documentElement.classList.remove('locked');
			window.removeEventListener('keydown', keep, true);
			window.removeEventListener('keyup', keep, true);
			if (before instanceof HTMLElement) before.focus();
		};
	}, [cover]);
}

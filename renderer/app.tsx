import { useQuery } from '@tanstack/react-query';
import { ConfigProvider, App as Messages, Spin } from 'antd';
import enUs from 'antd/locale/en_US';
import viVn from 'antd/locale/vi_VN';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from './client.ts';
import { FaultNotice } from './parts/fault-notice.tsx';
import { SignInScreen } from './screens/sign-in.tsx';

/** The sign-in comes first, and needs neither. */
const Office = lazy(async () => ({ default: (await import('./screens/office.tsx')).Office }));
const SetUpScreen = lazy(async () => ({ default: (await import('./screens/set-up.tsx')).SetUpScreen }));

const THEME = {
	token: {
		colorPrimary: '#0b5cad',
		colorLink: '#0b5cad',
		colorError: '#c41a1a',
		// Of tags: their texts are made from these.
		green: '#237804',
		orange: '#ad4e00',
		red: '#c41a1a',
		// 4.5:1 on white also for secondary text (WCAG 2.2, 1.4.3).
		colorTextSecondary: 'rgba(0,0,0,0.68)',
		colorTextDescription: 'rgba(0,0,0,0.62)',
		colorTextPlaceholder: 'rgba(0,0,0,0.56)',
		fontFamily: '"Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
		fontSize: 14,
		borderRadius: 4,
		// Who works by keys waits for no animation. Not `motion: false`: dialogs that skip the motion do not take the focus.
		motionDurationFast: '0.01s',
		motionDurationMid: '0.01s',
		motionDurationSlow: '0.01s',
	},
	components: { Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' } },
} as const;

/** The whole application. `nonce`: what the host allows styles with. */
export function App({ nonce }: { readonly nonce: string }): ReactNode {
	const { i18n } = useTranslation();
	return (
		<ConfigProvider locale={i18n.language === 'en' ? enUs : viVn} theme={THEME} csp={{ nonce }}>
			<Messages>
				<Suspense fallback={<Spin fullscreen />}>
					<FirstScreen />
				</Suspense>
			</Messages>
		</ConfigProvider>
	);
}

/** Set-up, sign-in, or the office: whichever is due. */
function FirstScreen(): ReactNode {
	const { t } = useTranslation();
	const status = useQuery(api.office.status.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
	const actor = useQuery(
		// Asked once: whatever later finds that the session has ended locks the screen, and what is typed there stays.
		api.session.current.queryOptions({
			enabled: status.data?.office !== undefined,
			staleTime: Number.POSITIVE_INFINITY,
		}),
	);
	const waiting = <Spin fullscreen description={t('screen.common.loading')} />;
	if (status.data === undefined) {
		return status.error === null ? waiting : <Failed error={status.error} onRetry={status.refetch} />;
	}
	if (status.data.office === undefined) return <SetUpScreen version={status.data.version} />;
	if (actor.data === undefined) {
		return actor.error === null ? waiting : <Failed error={actor.error} onRetry={actor.refetch} />;
	}
	const { office, version, accountNames } = status.data;
	if (actor.data === null) return <SignInScreen office={office.name} version={version} names={accountNames} />;
	return <Office actor={actor.data} office={office.name} />;
}

function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => unknown }): ReactNode {
	return (
		<main className="card-screen">
			<FaultNotice error={error} onRetry={onRetry} />
		</main>
	);
}

import { useQuery } from '@tanstack/react-query';
import { ConfigProvider, App as Messages, Spin } from 'antd';
import enUs from 'antd/locale/en_US';
import viVn from 'antd/locale/vi_VN';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from './client.ts';
import { FaultNotice } from './parts/fault-notice.tsx';
import { Office } from './screens/office.tsx';
import { SetUpScreen } from './screens/set-up.tsx';
import { SignInScreen } from './screens/sign-in.tsx';

const THEME = {
	token: {
		colorPrimary: '#0b5cad',
		// 4.5:1 on white also for secondary text (WCAG 2.2, 1.4.3).
		colorTextSecondary: 'rgba(0,0,0,0.68)',
		colorTextDescription: 'rgba(0,0,0,0.62)',
		colorTextPlaceholder: 'rgba(0,0,0,0.56)',
		fontFamily: '"Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
		fontSize: 14,
		borderRadius: 4,
	},
	components: { Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' } },
} as const;

/** The whole application. `nonce`: what the host allows styles with. */
export function App({ nonce }: { readonly nonce: string }): ReactNode {
	const { i18n } = useTranslation();
	return (
		<ConfigProvider locale={i18n.language === 'en' ? enUs : viVn} theme={THEME} csp={{ nonce }}>
			<Messages>
				<FirstScreen />
			</Messages>
		</ConfigProvider>
	);
}

/** Set-up, sign-in, or the office: whichever is due. */
function FirstScreen(): ReactNode {
	const { t } = useTranslation();
	const status = useQuery(api.office.status.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
	const actor = useQuery(api.session.current.queryOptions({ enabled: status.data?.office !== undefined }));
	const failed = status.error ?? actor.error;
	if (failed !== null) {
		const again = (): unknown => (status.error === null ? actor.refetch() : status.refetch());
		return (
			<main className="card-screen">
				<FaultNotice error={failed} onRetry={again} />
			</main>
		);
	}
	if (status.data === undefined) return <Spin fullscreen description={t('screen.common.loading')} />;
	if (status.data.office === undefined) return <SetUpScreen version={status.data.version} />;
	if (actor.data === undefined) return <Spin fullscreen description={t('screen.common.loading')} />;
	if (actor.data === null) return <SignInScreen office={status.data.office.name} version={status.data.version} />;
	return <Office actor={actor.data} office={status.data.office.name} />;
}

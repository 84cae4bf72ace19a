import { Alert } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toFault } from '../../../contract/index.ts';
import { faultWords } from '../../../i18n/index.ts';
import { FaultNotice } from '../fault-notice.tsx';

/** Why somebody was not let in; of a lock after wrong passwords, how long it still lasts. */
export function SignInFault({ error }: { readonly error: unknown }): ReactNode {
	const fault = toFault(error);
	const minutes = fault.code === 'accountLocked' ? Number(fault.data.minutes) : Number.NaN;
	if (!Number.isFinite(minutes)) return <FaultNotice error={error} />;
	return <Locked key={fault.message} minutes={minutes} />;
}

function Locked({ minutes }: { readonly minutes: number }): ReactNode {
	const { t, i18n } = useTranslation();
	const [left, setLeft] = useState(minutes);
	useEffect(() => {
		const until = Date.now() + minutes * 60_000;
		const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 60_000))), 5_000);
		return () => clearInterval(timer);
	}, [minutes]);
	const language = i18n.language === 'en' ? 'en' : 'vi';
	const { text, advice } = faultWords({ code: 'accountLocked', data: { minutes: left } }, language);
	return (
		<Alert
			type={left > 0 ? 'error' : 'info'}
			showIcon
			role="alert"
			data-fault="accountLocked"
			title={left > 0 ? text : t('screen.signIn.lockOver')}
			description={left > 0 ? advice : undefined}
		/>
	);
}

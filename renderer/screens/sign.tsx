import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Sign. */
export function SignScreen(): ReactNode {
	const { t } = useTranslation();
	return (
		<section aria-labelledby="sign-title">
			<h1 id="sign-title">{t('screen.sign.title')}</h1>
		</section>
	);
}

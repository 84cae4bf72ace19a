import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Settings. */
export function SettingsScreen(): ReactNode {
	const { t } = useTranslation();
	return (
		<section aria-labelledby="settings-title">
			<h1 id="settings-title">{t('screen.settings.title')}</h1>
		</section>
	);
}

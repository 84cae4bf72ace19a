import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Overview. */
export function OverviewScreen(): ReactNode {
	const { t } = useTranslation();
	return (
		<section aria-labelledby="overview-title">
			<h1 id="overview-title">{t('screen.overview.title')}</h1>
		</section>
	);
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Agency. */
export function AgencyScreen(): ReactNode {
	const { t } = useTranslation();
	return (
		<section aria-labelledby="agency-title">
			<h1 id="agency-title">{t('screen.agency.title')}</h1>
		</section>
	);
}

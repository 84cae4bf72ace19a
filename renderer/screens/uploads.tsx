import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Uploads. */
export function UploadsScreen(): ReactNode {
	const { t } = useTranslation();
	return (
		<section aria-labelledby="uploads-title">
			<h1 id="uploads-title">{t('screen.uploads.title')}</h1>
		</section>
	);
}

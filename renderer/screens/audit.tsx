import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Audit. */
export function AuditScreen(): ReactNode {
	const { t } = useTranslation();
	return (
		<section aria-labelledby="audit-title">
			<h1 id="audit-title">{t('screen.audit.title')}</h1>
		</section>
	);
}

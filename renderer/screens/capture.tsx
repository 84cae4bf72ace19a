import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Capture. */
export function CaptureScreen(): ReactNode {
	const { t } = useTranslation();
	return (
		<section aria-labelledby="capture-title">
			<h1 id="capture-title">{t('screen.capture.title')}</h1>
		</section>
	);
}

import { useTranslation } from 'react-i18next';
export function Typo(): string {
	const { t } = useTranslation();
	return t('screen.nope.nope');
}

import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../i18n/index.ts';
import { chooseLanguage } from '../texts.ts';

/** Vietnamese or English, for every text at once. */
export function LanguageSwitch(): ReactNode {
	const { t, i18n } = useTranslation();
	return (
		<Select<Language>
			aria-label={t('screen.language.label')}
			value={i18n.language === 'en' ? 'en' : 'vi'}
			onChange={chooseLanguage}
			options={LANGUAGES.map((language) => ({ value: language, label: t(`screen.language.${language}`) }))}
			popupMatchSelectWidth={false}
		/>
	);
}

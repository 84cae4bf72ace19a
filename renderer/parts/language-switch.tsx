import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../i18n/index.ts';
import { chooseLanguage } from '../texts.ts';

/** Vietnamese or English, for every text at once. */
export function LanguageSwitch(): ReactNode {
	const { t, i18n } = useTranslation();
	const choose = (value: string): void => {
		const language = LANGUAGES.find((one) => one === value);
		if (language !== undefined) void chooseLanguage(language);
	};
	return (
		<select
			className="language-switch"
			aria-label={t('screen.language.label')}
			value={i18n.language === 'en' ? 'en' : 'vi'}
			onChange={(event) => choose(event.target.value)}
		>
			{LANGUAGES.map((language) => (
				<option key={language} value={language} lang={language}>
					{t(`screen.language.${language}`)}
				</option>
			))}
		</select>
	);
}

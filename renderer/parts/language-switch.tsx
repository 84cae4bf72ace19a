import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../i18n/index.ts';
import { useKeys } from '../state/use-keys.ts';
import { chooseLanguage } from '../texts.ts';

/** Vietnamese or English, for every text at once. */
export function LanguageSwitch(): ReactNode {
	const { t, i18n } = useTranslation();
	const current = i18n.language === 'en' ? 'en' : 'vi';
	const other = current === 'en' ? 'vi' : 'en';
	const choose = (value: string): void => {
		const language = LANGUAGES.find((one) => one === value);
		if (language !== undefined) void chooseLanguage(language);
	};
	useKeys(
		{
			'alt+l': {
				label: t('screen.shell.language', { language: t(`screen.language.${other}`) }),
				act: () => choose(other),
			},
		},
		{ group: 'program' },
	);
	return (
		<select
			className="language-switch"
			aria-label={t('screen.language.label')}
			value={current}
			title="Alt+L"
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

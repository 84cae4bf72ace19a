import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language, TEXTS } from '../i18n/index.ts';

const STORAGE_KEY = 'sohoa.language';

declare module 'i18next' {
	interface CustomTypeOptions {
		resources: { translation: (typeof TEXTS)['vi'] };
	}
}

/** Readies all texts, in the language that was chosen last on this machine; Vietnamese at first. */
export async function startTexts(): Promise<void> {
	const language = storedLanguage();
	await i18next.use(initReactI18next).init({
		lng: language,
		fallbackLng: 'vi',
		resources: { vi: { translation: TEXTS.vi }, en: { translation: TEXTS.en } },
		// React escapes; doing it twice would show `&amp;`.
		interpolation: { escapeValue: false },
	});
	document.documentElement.lang = language;
}

/** Switches every text at once and remembers it. */
export async function chooseLanguage(language: Language): Promise<void> {
	localStorage.setItem(STORAGE_KEY, language);
	document.documentElement.lang = language;
	await i18next.changeLanguage(language);
}

function storedLanguage(): Language {
	const stored = localStorage.getItem(STORAGE_KEY);
	return LANGUAGES.find((language) => language === stored) ?? 'vi';
}

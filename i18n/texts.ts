import cliEn from './cli.en.json' with { type: 'json' };
import cliVi from './cli.vi.json' with { type: 'json' };
import faultsEn from './faults.en.json' with { type: 'json' };
import faultsVi from './faults.vi.json' with { type: 'json' };
import screenEn from './screen.en.json' with { type: 'json' };
import screenVi from './screen.vi.json' with { type: 'json' };
import termsEn from './terms.en.json' with { type: 'json' };
import termsVi from './terms.vi.json' with { type: 'json' };

/** Languages people can choose; Vietnamese is first. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every text by language: `fault.<code>.text|advice`, `field`, `kind`, `state`, `role`, `origin`, `warning`, `preflight`, `cli`, `screen`. */
export const TEXTS = {
	vi: { fault: faultsVi, ...termsVi, cli: cliVi, screen: screenVi },
	en: { fault: faultsEn, ...termsEn, cli: cliEn, screen: screenEn },
} as const;

/** The texts of one language. */
export function texts(language: Language): (typeof TEXTS)['vi'] {
	return TEXTS[language];
}

/** `{{name}}` replaced by `data.name`; a name that is not in `data` becomes `?`. */
export function fill(template: string, data: Readonly<Record<string, string | number | boolean>> = {}): string {
	return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name] ?? '?'));
}

/** The language an environment asks for (`SOHOA_LANG`, else `LANG`): Vietnamese unless it says English. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
	const wanted = env.SOHOA_LANG ?? env.LC_ALL ?? env.LANG ?? '';
	return wanted.toLowerCase().startsWith('en') ? 'en' : 'vi';
}

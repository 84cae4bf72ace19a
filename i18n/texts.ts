import cliEn from './cli.en.json' with { type: 'json' };
import cliVi from './cli.vi.json' with { type: 'json' };
import faultsEn from './faults.en.json' with { type: 'json' };
import faultsVi from './faults.vi.json' with { type: 'json' };
import screenEn from './screen.en.json' with { type: 'json' };
import screenVi from './screen.vi.json' with { type: 'json' };
import accountsEn from './screens/accounts.en.json' with { type: 'json' };
import accountsVi from './screens/accounts.vi.json' with { type: 'json' };
import agencyEn from './screens/agency.en.json' with { type: 'json' };
import agencyVi from './screens/agency.vi.json' with { type: 'json' };
import approveEn from './screens/approve.en.json' with { type: 'json' };
import approveVi from './screens/approve.vi.json' with { type: 'json' };
import archiveEn from './screens/archive.en.json' with { type: 'json' };
import archiveVi from './screens/archive.vi.json' with { type: 'json' };
import auditEn from './screens/audit.en.json' with { type: 'json' };
import auditVi from './screens/audit.vi.json' with { type: 'json' };
import captureEn from './screens/capture.en.json' with { type: 'json' };
import captureVi from './screens/capture.vi.json' with { type: 'json' };
import dataEn from './screens/data.en.json' with { type: 'json' };
import dataVi from './screens/data.vi.json' with { type: 'json' };
import hostEn from './screens/host.en.json' with { type: 'json' };
import hostVi from './screens/host.vi.json' with { type: 'json' };
import outcomeEn from './screens/outcome.en.json' with { type: 'json' };
import outcomeVi from './screens/outcome.vi.json' with { type: 'json' };
import outcomesEn from './screens/outcomes.en.json' with { type: 'json' };
import outcomesVi from './screens/outcomes.vi.json' with { type: 'json' };
import overviewEn from './screens/overview.en.json' with { type: 'json' };
import overviewVi from './screens/overview.vi.json' with { type: 'json' };
import settingsEn from './screens/settings.en.json' with { type: 'json' };
import settingsVi from './screens/settings.vi.json' with { type: 'json' };
import shellEn from './screens/shell.en.json' with { type: 'json' };
import shellVi from './screens/shell.vi.json' with { type: 'json' };
import signEn from './screens/sign.en.json' with { type: 'json' };
import signVi from './screens/sign.vi.json' with { type: 'json' };
import uploadsEn from './screens/uploads.en.json' with { type: 'json' };
import uploadsVi from './screens/uploads.vi.json' with { type: 'json' };
import verifyEn from './screens/verify.en.json' with { type: 'json' };
import verifyVi from './screens/verify.vi.json' with { type: 'json' };
import termsEn from './terms.en.json' with { type: 'json' };
import termsVi from './terms.vi.json' with { type: 'json' };

/** Languages people can choose; Vietnamese is first. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every text by language: `fault.<code>.text|advice`, `field`, `kind`, `state`, `role`, `origin`, `warning`, `preflight`, `cli`, `screen`. */
export const TEXTS = {
	vi: {
		fault: faultsVi,
		...termsVi,
		cli: cliVi,
		screen: {
			...screenVi,
			accounts: accountsVi,
			agency: agencyVi,
			approve: approveVi,
			archive: archiveVi,
			audit: auditVi,
			capture: captureVi,
			data: dataVi,
			host: hostVi,
			outcome: outcomeVi,
			outcomes: outcomesVi,
			overview: overviewVi,
			settings: settingsVi,
			shell: shellVi,
			sign: signVi,
			uploads: uploadsVi,
			verify: verifyVi,
		},
	},
	en: {
		fault: faultsEn,
		...termsEn,
		cli: cliEn,
		screen: {
			...screenEn,
			accounts: accountsEn,
			agency: agencyEn,
			approve: approveEn,
			archive: archiveEn,
			audit: auditEn,
			capture: captureEn,
			data: dataEn,
			host: hostEn,
			outcome: outcomeEn,
			outcomes: outcomesEn,
			overview: overviewEn,
			settings: settingsEn,
			shell: shellEn,
			sign: signEn,
			uploads: uploadsEn,
			verify: verifyEn,
		},
	},
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

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from './language-switch.tsx';

type Props = {
	readonly title: string;
	/** The office's name, where there is one. */
	readonly office?: string;
	readonly version: string;
	readonly children: ReactNode;
};

/** A screen before the office is entered: one card in the middle. */
export function CardScreen({ title, office, version, children }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<main className="card-screen">
			<div className="card">
				<p className="card-brand">
					<strong>{t('screen.appName')}</strong> {office ?? t('screen.tagline')}
				</p>
				<h1>{title}</h1>
				{children}
			</div>
			<footer className="card-footer">
				<span>
					{t('screen.appName')} {version}
				</span>
				<LanguageSwitch />
			</footer>
		</main>
	);
}

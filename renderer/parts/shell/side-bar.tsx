import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActorView } from '../../../contract/index.ts';
import { may } from '../../state/may.ts';
import type { Section } from '../../state/route.ts';
import { JobsBar } from '../jobs-bar.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { SectionMenu } from './section-menu.tsx';

type Props = {
	readonly actor: ActorView;
	readonly office: string;
	readonly sections: readonly Section[];
	readonly current: Section | undefined;
	readonly onPalette: () => void;
	readonly onSheet: () => void;
	readonly onLock: () => void;
	readonly onLeave: () => void;
};

/** Beside every screen: where one can go, what the machine does, who is here. At the side, since a page of paper needs the height. */
export function SideBar({ actor, office, sections, current, ...on }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<header className="side-bar">
			<div className="side-head">
				<strong className="brand">{t('screen.appName')}</strong>
				<span className="office-name">{office}</span>
			</div>
			<button type="button" className="palette-opener" onClick={on.onPalette}>
				{t('screen.shell.palette.opener')}{' '}
				<span className="kbd" aria-hidden="true">
					Ctrl+K
				</span>
			</button>
			<SectionMenu actor={actor} sections={sections} current={current} />
			<div className="side-foot">
				{may(actor, 'listOutcomes') && <JobsBar />}
				<span className="who">
					<strong>{actor.name}</strong>
					<small>{actor.roles.map((role) => t(`role.${role}`)).join(', ')}</small>
				</span>
				<div className="side-acts">
					<button type="button" onClick={on.onLock}>
						{t('screen.shell.lock.now')}{' '}
						<span className="kbd" aria-hidden="true">
							Ctrl+L
						</span>
					</button>
					<button type="button" onClick={on.onSheet}>
						{t('screen.shell.sheet.title')}{' '}
						<span className="kbd" aria-hidden="true">
							?
						</span>
					</button>
					<button type="button" onClick={on.onLeave}>
						{t('screen.signIn.signOut')}
					</button>
					<LanguageSwitch />
				</div>
			</div>
		</header>
	);
}

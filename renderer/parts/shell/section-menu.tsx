import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActorView } from '../../../contract/index.ts';
import { may } from '../../state/may.ts';
import { routeHash, type Section } from '../../state/route.ts';
import { sectionKey, waitingIn } from '../../state/sections.ts';
import { keyCaption } from '../../state/use-keys.ts';
import { useWorkCounts } from '../../state/use-work-counts.ts';

type Props = {
	readonly actor: ActorView;
	readonly sections: readonly Section[];
	readonly current: Section | undefined;
};

/** The sections, each with what waits there and the key that leads to it. */
export function SectionMenu({ actor, sections, current }: Props): ReactNode {
	const { t } = useTranslation();
	const counts = useWorkCounts(may(actor, 'countWork'));
	return (
		<nav aria-label={t('screen.menu.label')}>
			{sections.map((section, place) => {
				const key = sectionKey(place);
				const waiting = waitingIn(section, counts) ?? 0;
				return (
					<a
						key={section}
						href={routeHash({ kind: section })}
						aria-current={section === current ? 'page' : undefined}
						aria-keyshortcuts={key && keyCaption(key)}
						title={key && keyCaption(key)}
					>
						<span className="menu-name">{t(`screen.menu.${section}`)}</span>
						{waiting > 0 && (
							<span className={section === 'uploads' ? 'menu-count failed' : 'menu-count'}>
								<span aria-hidden="true">{waiting > 999 ? '999+' : waiting}</span>
								<span className="sr-only">
									{t(section === 'uploads' ? 'screen.shell.failedHere' : 'screen.shell.waitingHere', {
										count: waiting,
									})}
								</span>
							</span>
						)}
						{key !== undefined && (
							<span className="kbd" aria-hidden="true">
								{keyCaption(key)}
							</span>
						)}
					</a>
				);
			})}
		</nav>
	);
}

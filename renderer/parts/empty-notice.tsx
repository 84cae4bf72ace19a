import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keyCaption } from '../state/key-names.ts';
import { routeHash, type Section } from '../state/route.ts';
import { sectionKey, sectionsOf } from '../state/sections.ts';
import { useActor } from '../state/use-actor.ts';
import '../styles/states.css';

type Props = {
	/** That there is nothing, and of what. */
	readonly title: string;
	/** Why, or what to do next. */
	readonly advice?: string | undefined;
	/** Where to go on; only those that the person's roles lead to are offered. */
	readonly ways?: readonly Section[];
};

/** An empty list says that it is empty, and what to do next. */
export function EmptyNotice({ title, advice, ways = [] }: Props): ReactNode {
	const { t } = useTranslation();
	const actor = useActor();
	const sections = actor === undefined ? [] : sectionsOf(actor);
	const open = ways.filter((section) => sections.includes(section));
	return (
		<div className="empty">
			<strong>{title}</strong>
			{advice !== undefined && <p>{advice}</p>}
			{open.length > 0 && (
				<p className="empty-ways">
					{open.map((section) => (
						<Way key={section} section={section} keyName={sectionKey(sections.indexOf(section))}>
							{t('screen.shell.goTo', { section: t(`screen.menu.${section}`) })}
						</Way>
					))}
				</p>
			)}
		</div>
	);
}

type WayProps = { readonly section: Section; readonly keyName: string | undefined; readonly children: ReactNode };

function Way({ section, keyName, children }: WayProps): ReactNode {
	return (
		<a href={routeHash({ kind: section } as Parameters<typeof routeHash>[0])}>
			{children}
			{keyName !== undefined && <kbd>{keyCaption(keyName)}</kbd>}
		</a>
	);
}

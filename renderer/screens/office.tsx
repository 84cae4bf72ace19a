import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActorView } from '../../contract/index.ts';
import { api } from '../client.ts';
import { CommandPalette } from '../parts/shell/command-palette.tsx';
import { LockScreen } from '../parts/shell/lock-screen.tsx';
import { ScreenBoundary } from '../parts/shell/screen-boundary.tsx';
import { ShortcutSheet } from '../parts/shell/shortcut-sheet.tsx';
import { SideBar } from '../parts/shell/side-bar.tsx';
import { leave } from '../state/leave.ts';
import type { Command } from '../state/match-commands.ts';
import { may } from '../state/may.ts';
import { routeHash, type Section } from '../state/route.ts';
import { lockScreen } from '../state/screen-lock.ts';
import { sectionKey, sectionsOf } from '../state/sections.ts';
import { useIdleLock } from '../state/use-idle-lock.ts';
import { type Keys, type LabelledKey, labelledKeys, useKeys } from '../state/use-keys.ts';
import { goTo, useRoute } from '../state/use-route.ts';
import { loadScreens, SectionScreen } from './section-screen.tsx';
import '../styles/shell.css';

type Props = { readonly actor: ActorView; readonly office: string };

/** What lies over the screen; with the keys that acted when it was opened. */
type Over = { readonly kind: 'palette' | 'sheet'; readonly keys: readonly LabelledKey[] };

/** Everything behind the sign-in: the bar at the side and the screen that the route names, as far as the roles go. */
export function Office({ actor, office }: Props): ReactNode {
	const { t } = useTranslation();
	const route = useRoute();
	const [over, setOver] = useState<Over>();
	const sections = useMemo(() => sectionsOf(actor), [actor]);
	const [last, setLast] = useState<Section>('outcomes');
	// An opened paper belongs to the list that it was opened from.
	if (route.kind !== 'outcome' && route.kind !== last) setLast(route.kind);
	const wanted = route.kind === 'outcome' ? last : route.kind;
	const section = sections.includes(wanted) ? wanted : sections[0];
	const settings = useQuery(api.settings.show.queryOptions({ staleTime: 60_000 }));
	useIdleLock(settings.data?.idleMinutes);
	useFocusInside(section);
	useEffect(() => loadScreens(sections), [sections]);
	const open = (kind: Over['kind']): void => setOver({ kind, keys: labelledKeys() });
	const acts = useProgramKeys(sections, open);
	const close = (): void => setOver(undefined);
	return (
		<div className="office">
			<a className="skip-link" href={routeHash(route)} onClick={focusContent}>
				{t('screen.skipToContent')}
			</a>
			<SideBar
				actor={actor}
				office={office}
				sections={sections}
				current={section}
				onPalette={() => open('palette')}
				onSheet={() => open('sheet')}
				onLock={() => lockScreen('asked')}
				onLeave={() => void leave()}
			/>
			<main id="content" tabIndex={-1}>
				<ScreenBoundary key={`${section}-${route.kind}`}>
					<Suspense fallback={<Spin />}>
						{section !== undefined && <SectionScreen section={section} route={route} actor={actor} />}
					</Suspense>
				</ScreenBoundary>
			</main>
			<CommandPalette
				open={over?.kind === 'palette'}
				commands={commandsOf(over?.keys ?? [], acts)}
				search={may(actor, 'searchOutcomes')}
				onClose={close}
			/>
			<ShortcutSheet open={over?.kind === 'sheet'} keys={over?.keys ?? []} onClose={close} />
			<LockScreen actor={actor} office={office} />
		</div>
	);
}

/** The keys that are the same on every screen; answers with what has no key but stands in the palette. */
function useProgramKeys(sections: readonly Section[], open: (kind: Over['kind']) => void): readonly Command[] {
	const { t } = useTranslation();
	const toSection = (section: Section) => ({
		label: t('screen.shell.goTo', { section: t(`screen.menu.${section}`) }),
		act: () => goTo({ kind: section }),
	});
	const keyed = sections.flatMap((section, place) => {
		const key = sectionKey(place);
		return key === undefined ? [] : [[key, toSection(section)] as const];
	});
	const keys: Keys = {
		'ctrl+k': { label: t('screen.shell.palette.title'), act: () => open('palette') },
		'?': { label: t('screen.shell.sheet.title'), act: () => open('sheet') },
		F1: () => open('sheet'),
		...Object.fromEntries(keyed),
		'ctrl+l': { label: t('screen.shell.lock.now'), act: () => lockScreen('asked') },
	};
	useKeys(keys, 'program');
	const unkeyed = sections.slice(9).map((section) => ({ id: section, ...toSection(section) }));
	return [...unkeyed, { id: 'leave', label: t('screen.signIn.signOut'), act: () => void leave() }];
}

/** Another section has the focus from its start, so that its keys act and Tab goes on from there. */
function useFocusInside(section: Section | undefined): void {
	// biome-ignore lint/correctness/useExhaustiveDependencies: at each change of the section, not before
	useEffect(() => {
		const content = document.getElementById('content');
		if (content?.contains(document.activeElement) === false) content.focus();
	}, [section]);
}

function commandsOf(keys: readonly LabelledKey[], more: readonly Command[]): readonly Command[] {
	const keyed = keys.filter(({ key }) => key !== 'ctrl+k');
	return [...keyed.map(({ key, label, act }) => ({ id: `key-${key}`, label, key, act })), ...more];
}

function focusContent(event: { preventDefault(): void }): void {
	event.preventDefault();
	document.getElementById('content')?.focus();
}

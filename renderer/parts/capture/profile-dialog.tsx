import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal, Spin } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScannerProfile } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { ofProfile, type ScanSettings, usualProfiles } from '../../state/capture-scan.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { KeyButton } from './key-button.tsx';

type Props = {
	readonly open: boolean;
	/** What is scanned with now. */
	readonly chosen: ScanSettings | undefined;
	readonly onChoose: (settings: ScanSettings) => void;
	/** Set it up by hand instead. */
	readonly onByHand: () => void;
	readonly onClose: () => void;
};

/** The office's ways to scan, by name: a digit chooses. An office that has named none is offered the usual ones. */
export function ProfileDialog({ open, chosen, onChoose, onByHand, onClose }: Props): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const settings = useQuery(api.settings.show.queryOptions({ enabled: open }));
	const named = settings.data?.scannerProfiles;
	const usual = useQuery({
		queryKey: ['usual-profiles', t('screen.capture.profile.title')],
		queryFn: () => usualProfiles(queries, (source) => t(`screen.capture.profile.usual.${source}`)),
		enabled: open && named?.length === 0,
		retry: false,
	});
	const error = settings.error ?? (named?.length === 0 ? usual.error : null);
	const profiles = named === undefined || named.length > 0 ? named : usual.data;
	return (
		<Modal open={open} title={t('screen.capture.profile.title')} footer={null} destroyOnHidden onCancel={onClose}>
			{named?.length === 0 && <p className="facts">{t('screen.capture.profile.noneNamed')}</p>}
			{error !== null && (
				<FaultNotice error={error} onRetry={settings.error === null ? usual.refetch : settings.refetch} />
			)}
			{error === null && profiles === undefined && <Spin />}
			{profiles !== undefined && (
				<Profiles profiles={profiles} chosen={chosen} onChoose={(profile) => onChoose(ofProfile(profile))} />
			)}
			<ByHand onByHand={onByHand} />
		</Modal>
	);
}

type ListProps = {
	readonly profiles: readonly ScannerProfile[];
	readonly chosen: ScanSettings | undefined;
	readonly onChoose: (profile: ScannerProfile) => void;
};

function Profiles({ profiles, chosen, onChoose }: ListProps): ReactNode {
	const { t } = useTranslation();
	const list = useRef<HTMLUListElement>(null);
	useEffect(() => {
		const current = list.current?.querySelector<HTMLElement>('[aria-pressed=true]');
		(current ?? list.current?.querySelector<HTMLElement>('button'))?.focus();
	}, []);
	useDialogKeys((key) => {
		const profile = /^[1-9]$/.test(key) ? profiles[Number(key) - 1] : undefined;
		if (profile !== undefined) onChoose(profile);
		else if (key === 'ArrowDown' || key === 'ArrowUp') moveFocus(list.current, key === 'ArrowDown' ? 1 : -1);
	});
	return (
		<ul className="profiles" ref={list}>
			{profiles.map((profile, index) => (
				<li key={profile.name}>
					<button type="button" aria-pressed={profile.name === chosen?.profile} onClick={() => onChoose(profile)}>
						{index < 9 && <kbd>{index + 1}</kbd>}
						<strong>{profile.name}</strong>
						<span>
							{[
								t(`screen.capture.scanner.sources.${profile.source}`),
								t(`screen.capture.scanner.colours.${profile.colour}`),
								`${profile.dpi} dpi`,
								profile.sheet && t(`screen.capture.sheet.${profile.sheet}`),
							]
								.filter(Boolean)
								.join(' · ')}
						</span>
						<small>{profile.device}</small>
					</button>
				</li>
			))}
		</ul>
	);
}

function ByHand({ onByHand }: Pick<Props, 'onByHand'>): ReactNode {
	const { t } = useTranslation();
	useDialogKeys((key) => {
		if (key.toLowerCase() === 'o') onByHand();
	});
	return <KeyButton size="middle" label={t('screen.capture.profile.byHand')} hint="O" onClick={onByHand} />;
}

/** Keys while the dialog is open; those of the screen rest. */
function useDialogKeys(onKey: (key: string) => void): void {
	const latest = useRef(onKey);
	useEffect(() => {
		latest.current = onKey;
	});
	useEffect(() => {
		const listen = (event: KeyboardEvent): void => {
			if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
			if (event.key.startsWith('Arrow')) event.preventDefault();
			latest.current(event.key);
		};
		window.addEventListener('keydown', listen);
		return () => window.removeEventListener('keydown', listen);
	}, []);
}

function moveFocus(list: HTMLElement | null, by: 1 | -1): void {
	const buttons = [...(list?.querySelectorAll<HTMLElement>('button') ?? [])];
	const at = buttons.indexOf(document.activeElement as HTMLElement);
	buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
}

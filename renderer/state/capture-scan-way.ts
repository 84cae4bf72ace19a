import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import { keepSettings, keptSettings, ofProfile, type ScanSettings } from './capture-scan.ts';

/** The way to scan that a clerk has chosen, and what is asked about it. */
export function useScanWay(clerk: AccountId) {
	const [asking, setAsking] = useState<'profile' | 'byHand'>();
	const [picked, setPicked] = useState<ScanSettings>();
	const settings = useQuery(api.settings.show.queryOptions({ staleTime: 10_000 }));
	const profiles = settings.data?.scannerProfiles ?? [];
	const kept = picked ?? keptSettings(clerk);
	const isGone = kept?.profile !== undefined && !profiles.some(({ name }) => name === kept.profile);
	const [first] = profiles;
	// Before the first choice the first profile counts, and when the chosen one is gone: as when a scan begins.
	const usual = first && ofProfile(first);
	const chosen = isGone ? (usual ?? kept) : (kept ?? usual);
	return {
		chosen,
		asking,
		openProfiles: () => setAsking('profile'),
		openByHand: () => setAsking('byHand'),
		close: () => setAsking(undefined),
		choose: (next: ScanSettings) => {
			keepSettings(clerk, next);
			setPicked(next);
			setAsking(undefined);
		},
	};
}

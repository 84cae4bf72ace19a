import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api, client } from '../client.ts';
import type { Draft } from './append-word.ts';

export type Drafts = { readonly [F in FieldName]?: Draft };

/** Pause after a keystroke before what stands in the boxes is kept, ms; a save that failed is tried again after `RETRY_MS`. */
const SETTLE_MS = 250;
const RETRY_MS = 2_000;

/** What was typed and is not with the core yet; `undefined`: the box holds what is kept. Outlives the screen: a lock loses nothing. */
const unsaved = new Map<string, Map<FieldName, Draft | undefined>>();

function unsavedOf(key: string): Map<FieldName, Draft | undefined> {
	const known = unsaved.get(key) ?? new Map<FieldName, Draft | undefined>();
	unsaved.set(key, known);
	return known;
}

/**
 * What stands in the boxes of an outcome and is not kept as a value yet. Every keystroke is kept with the core within a blink and
 * comes back after a reload, a crash or the idle lock; typing never waits for it.
 */
export function useDrafts(id: OutcomeId) {
	const account = useQueryClient().getQueryData(api.session.current.queryKey())?.accountId ?? '';
	const pending = unsavedOf(`${account}/${id}`);
	const stored = useQuery(api.fields.drafts.queryOptions({ input: { id }, staleTime: 0, gcTime: 0 }));
	const [drafts, setDrafts] = useState<Drafts>(() => withoutEmpty(Object.fromEntries(pending)));
	/** The same, without waiting for a render: Enter may follow a letter at once. */
	const latest = useRef(drafts);
	const touched = useRef(new Set<FieldName>(pending.keys()));
	const save = useSaving(id, pending);
	const show = (next: Drafts): void => {
		latest.current = next;
		setDrafts(next);
	};
	useEffect(() => {
		if (stored.data === undefined) return;
		// What was typed while they were fetched is newer.
		const restored = stored.data.filter(({ field }) => !touched.current.has(field));
		const found = Object.fromEntries(restored.map(({ field, ...draft }) => [field, draft]));
		latest.current = { ...found, ...latest.current };
		setDrafts(latest.current);
	}, [stored.data]);
	const change = (field: FieldName, draft: Draft | undefined): void => {
		touched.current.add(field);
		pending.set(field, draft);
		save.soon();
		show(withoutEmpty({ ...latest.current, [field]: draft }));
	};
	return {
		drafts,
		/** Whether what was typed before has been brought back. */
		restored: !stored.isPending,
		latest,
		type: change,
		/** Forgets a draft, unless another text stands there by now. */
		drop: (field: FieldName, text: string) => {
			if (latest.current[field]?.text === text) change(field, undefined);
		},
		/** Keeps at once what is not kept yet. */
		flush: save.now,
	};
}

function withoutEmpty(drafts: { readonly [F in FieldName]?: Draft | undefined }): Drafts {
	const kept: { [F in FieldName]?: Draft } = {};
	for (const field of FIELD_NAMES) {
		const draft = drafts[field];
		if (draft !== undefined) kept[field] = draft;
	}
	return kept;
}

type Saving = { soon(): void; now(): void; open(): void; close(): void };

/**
 * Sends what is pending, one call at a time, soon after a keystroke and at once when the screen goes. A save that failed is tried
 * again for as long as the screen is there: afterwards somebody else may sit at it, in whose name nothing of this may be kept.
 */
function createSaving(id: OutcomeId, pending: Map<FieldName, Draft | undefined>): Saving {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let busy = false;
	let isOpen = true;
	const after = (ms: number): void => {
		clearTimeout(timer);
		timer = setTimeout(now, ms);
	};
	const giveBack = (batch: ReadonlyMap<FieldName, Draft | undefined>): void => {
		for (const [field, draft] of batch) if (!pending.has(field)) pending.set(field, draft);
	};
	const now = (): void => {
		clearTimeout(timer);
		if (busy || pending.size === 0) return;
		const batch = new Map(pending);
		pending.clear();
		busy = true;
		send(id, batch)
			.then(
				() => true,
				() => false,
			)
			.then((kept) => {
				busy = false;
				if (!kept) giveBack(batch);
				if (pending.size === 0) return;
				if (isOpen) after(kept ? SETTLE_MS : RETRY_MS);
				else if (kept) now();
			});
	};
	return {
		soon: () => after(SETTLE_MS),
		now,
		open: () => {
			isOpen = true;
			if (pending.size > 0) after(SETTLE_MS);
		},
		close: () => {
			isOpen = false;
			now();
		},
	};
}

function useSaving(id: OutcomeId, pending: Map<FieldName, Draft | undefined>): Saving {
	const [saving] = useState(() => createSaving(id, pending));
	useEffect(() => {
		saving.open();
		window.addEventListener('pagehide', saving.now);
		document.addEventListener('visibilitychange', saving.now);
		return () => {
			window.removeEventListener('pagehide', saving.now);
			document.removeEventListener('visibilitychange', saving.now);
			saving.close();
		};
	}, [saving]);
	return saving;
}

function send(id: OutcomeId, batch: ReadonlyMap<FieldName, Draft | undefined>): Promise<void> {
	const entries = [...batch];
	return client.fields.saveDrafts({
		id,
		keep: entries.flatMap(([field, draft]) => (draft === undefined ? [] : { field, ...draft })),
		drop: entries.flatMap(([field, draft]) => (draft === undefined ? field : [])),
	});
}

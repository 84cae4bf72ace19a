import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PageView } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import type { Box } from '../../domain/geometry.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { client } from '../client.ts';
import type { Draft } from './append-word.ts';

/** A zone that is being drawn for a field; px of the page's frame. */
export type Zone = { readonly field: FieldName; readonly page: number; readonly box: Box };

type Target = {
	readonly id: OutcomeId;
	readonly pages: readonly PageView[];
	/** What was read, for the field's box. */
	readonly onRead: (field: FieldName, draft: Draft) => void;
};

/** A step of an arrow key and the smallest side of a zone, inches. */
const STEP_IN = 0.08;
const LEAST_IN = 0.06;

/**
 * A zone of the page that is read anew for a field: drawn with the mouse, or begun from the keyboard: arrows move it, with Shift they
 * change its size, Enter reads it, Escape leaves it.
 */
export function useZone({ id, pages, onRead }: Target) {
	const [zone, setZone] = useState<Zone>();
	const read = useMutation({
		mutationFn: ({ page, box }: Zone) => client.fields.reread({ id, page, box }),
		onSuccess: ({ text, box }, { field, page }) => {
			setZone(undefined);
			if (text !== '') onRead(field, { text, place: { page, box } });
		},
	});
	const waiting = read.isPending;
	useEffect(() => {
		const page = zone && pages[zone.page];
		if (zone === undefined || page === undefined || waiting) return;
		const onKey = (event: KeyboardEvent): void => {
			if (event.key === 'Enter') read.mutate(zone);
			else if (event.key === 'Escape') setZone(undefined);
			else if (ARROWS[event.key] !== undefined) setZone({ ...zone, box: moved(zone.box, event, page) });
			else return;
			event.preventDefault();
			event.stopPropagation();
		};
		// Before the field's box, whose keys these are otherwise.
		window.addEventListener('keydown', onKey, true);
		return () => window.removeEventListener('keydown', onKey, true);
	}, [zone, pages, waiting, read.mutate]);
	return {
		zone,
		/** Whether the engine is at it. */
		reading: waiting,
		/** Whether it found nothing there. */
		foundNothing: read.data?.text === '' && zone === undefined,
		error: read.error,
		/** Begins from the keyboard. */
		start: (next: Zone) => {
			read.reset();
			setZone(next);
		},
		/** Reads what was drawn. */
		read: (next: Zone) => {
			setZone(next);
			read.mutate(next);
		},
	};
}

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};

/** The box after an arrow key, within the page. */
function moved([x, y, width, height]: Box, { key, shiftKey }: KeyboardEvent, page: PageView): Box {
	const [right = 0, down = 0] = ARROWS[key] ?? [];
	const step = STEP_IN * page.dpi;
	const least = LEAST_IN * page.dpi;
	if (shiftKey) {
		return [
			x,
			y,
			clamp(width + right * step, least, page.widthPx - x),
			clamp(height + down * step, least, page.heightPx - y),
		];
	}
	return [
		clamp(x + right * step, 0, page.widthPx - width),
		clamp(y + down * step, 0, page.heightPx - height),
		width,
		height,
	];
}

function clamp(value: number, least: number, most: number): number {
	return Math.max(least, Math.min(value, most));
}

/** Where a zone begins for a field: around its own place, else a line in the page's upper third. Inches of room around a place. */
const ROOM_IN = 0.05;
export function firstZone(
	field: FieldName,
	at: { readonly page: number; readonly box: Box } | undefined,
	page: PageView,
	index: number,
): Zone {
	const room = ROOM_IN * page.dpi;
	if (at !== undefined && at.box[2] > 0) {
		const [x, y, width, height] = at.box;
		return {
			field,
			page: at.page,
			box: [Math.max(0, x - room), Math.max(0, y - room), width + 2 * room, height + 2 * room],
		};
	}
	return { field, page: index, box: [page.widthPx * 0.2, page.heightPx * 0.3, page.widthPx * 0.6, page.dpi * 0.3] };
}

import { useEffect } from 'react';
import { lockScreen } from './screen-lock.ts';

/** What shows that somebody is there. */
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
/** How often the clock is looked at, ms. */
const LOOK_MS = 5_000;
/** When the person was last seen, ms since 1970: shared by all windows of this origin, so that none locks out another in use. */
const SEEN_KEY = 'sohoa.seen';
/** A sign within this time of the last one is not written again, ms. */
const WRITE_MS = 2_000;

/** Locks the screen when nobody has touched keys or mouse for `minutes`; `undefined`: never. */
export function useIdleLock(minutes: number | undefined): void {
	useEffect(() => {
		if (minutes === undefined) return;
		let seen = Date.now();
		localStorage.setItem(SEEN_KEY, String(seen));
		const isOver = (): boolean => {
			seen = Math.max(seen, Number(localStorage.getItem(SEEN_KEY)) || 0);
			return Date.now() - seen >= minutes * 60_000;
		};
		const look = (): void => {
			if (isOver()) lockScreen('idle');
		};
		const onSign = (): void => {
			const now = Date.now();
			if (now - seen < WRITE_MS) return;
			// Timers stand still while the machine sleeps: the first touch after that must not count as presence.
			if (isOver()) {
				lockScreen('idle');
				return;
			}
			seen = now;
			localStorage.setItem(SEEN_KEY, String(now));
		};
		const timer = setInterval(look, LOOK_MS);
		document.addEventListener('visibilitychange', look);
		for (const sign of SIGNS) window.addEventListener(sign, onSign, { capture: true, passive: true });
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', look);
			for (const sign of SIGNS) window.removeEventListener(sign, onSign, { capture: true });
		};
	}, [minutes]);
}

import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Places } from '../../state/use-places.ts';

/** From one find to the next, over all pages: F3, and back with Shift+F3, wherever the focus is. */
export function PlaceStepper({ places }: { readonly places: Places }): ReactNode {
	const { t } = useTranslation();
	const { query, count, known, index, step } = places;
	useStepKeys(step);
	if (query === '' || !known) return null;
	return (
		<section className="places">
			<span role="status">
				{count === 0 ? t('screen.archive.placeNone') : t('screen.archive.place', { number: (index ?? 0) + 1, count })}
			</span>
			{count > 0 && (
				<>
					<Button onClick={() => step(-1)}>
						{t('screen.archive.previousPlace')}
						<kbd>Shift+F3</kbd>
					</Button>
					<Button onClick={() => step(1)}>
						{t('screen.archive.nextPlace')}
						<kbd>F3</kbd>
					</Button>
				</>
			)}
		</section>
	);
}

/** Unlike plain keys these also work while something is typed: the words to look for are. */
function useStepKeys(step: Places['step']): void {
	const latest = useRef(step);
	useEffect(() => {
		latest.current = step;
	});
	useEffect(() => {
		const onKey = (event: KeyboardEvent): void => {
			if (event.key !== 'F3' || event.ctrlKey || event.altKey || event.metaKey) return;
			event.preventDefault();
			latest.current(event.shiftKey ? -1 : 1);
		};
		window.addEventListener('keydown', onKey);
		return () => window.removeEventListener('keydown', onKey);
	}, []);
}

import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../state/use-keys.ts';
import type { Places } from '../../state/use-places.ts';

/** From one find to the next, over all pages: F3, and back with Shift+F3, wherever the focus is. */
export function PlaceStepper({ places }: { readonly places: Places }): ReactNode {
	const { t } = useTranslation();
	const { query, count, known, index, step } = places;
	const off = count === 0;
	useKeys(
		query !== '' &&
			known && {
				F3: { label: t('screen.archive.nextPlace'), act: () => step(1), off, held: true },
				'shift+F3': { label: t('screen.archive.previousPlace'), act: () => step(-1), off, held: true },
			},
	);
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

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { CONNECTION } from '../../state/connection.ts';
import { useStore } from '../../state/store.ts';

/** How often a host that is gone is asked again, ms. */
const AGAIN_MS = 2_000;

/** Says that the host does not answer, and asks it until it does; then everything on the screen is asked anew. */
export function ConnectionBar(): ReactNode {
	const { t } = useTranslation();
	const connection = useStore(CONNECTION);
	const queries = useQueryClient();
	useEffect(() => {
		if (connection !== 'lost') return;
		const timer = setInterval(() => {
			client.office.status().then(
				() => queries.invalidateQueries(),
				() => undefined,
			);
		}, AGAIN_MS);
		return () => clearInterval(timer);
	}, [connection, queries]);
	return (
		<div role="alert">
			{connection !== 'fine' && (
				<p className="connection-bar" data-connection={connection}>
					<strong>{t(`screen.shell.connection.${connection}`)}</strong>{' '}
					{t(`screen.shell.connection.${connection}Advice`)}
				</p>
			)}
		</div>
	);
}

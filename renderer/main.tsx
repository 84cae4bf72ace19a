import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { HostNotice } from './parts/host-notice.tsx';
import { createQueryClient } from './state/query-client.ts';
import { giveNonceToStyles } from './style-nonce.ts';
import './styles.css';
import { startTexts } from './texts.ts';

async function start(): Promise<void> {
	const root = document.getElementById('root');
	if (root === null) throw new Error('The page has no #root');
	await startTexts();
	const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
	giveNonceToStyles(nonce);
	createRoot(root).render(
		<StrictMode>
			<QueryClientProvider client={createQueryClient()}>
				<HostNotice />
				<App nonce={nonce} />
			</QueryClientProvider>
		</StrictMode>,
	);
}

void start();

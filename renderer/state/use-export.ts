import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SohoaClient } from '../../contract/index.ts';
import { client } from '../client.ts';

type Wanted = Parameters<SohoaClient['archive']['export']>[0];
type Offer = Awaited<ReturnType<SohoaClient['archive']['export']>>;

/**
 * Fetches an export piece by piece and hands it to the browser as a download. The browser keeps the pieces (on disk when they are
 * many), not this page's memory. `share`: how much has come, 0-1.
 */
export function useExport(onDone: (offer: Offer) => void) {
	const [share, setShare] = useState(0);
	const run = useMutation({
		mutationFn: async (wanted: Wanted): Promise<Offer> => {
			setShare(0);
			const offer = await client.archive.export(wanted);
			const pieces: Blob[] = [];
			let bytes = 0;
			for (;;) {
				const { piece, last } = await client.archive.read({ id: offer.id });
				if (last) break;
				pieces.push(piece);
				bytes += piece.size;
				setShare(Math.min(1, bytes / Math.max(1, offer.byteLength)));
			}
			download(new Blob(pieces, { type: 'application/zip' }), offer.fileName);
			return offer;
		},
		onSuccess: onDone,
	});
	return { run, share };
}

function download(file: Blob, name: string): void {
	const url = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The browser has taken hold of the bytes by then; a minute is for slow disks.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

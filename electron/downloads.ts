import type { Session } from 'electron';
import { mayDownload } from './app-origin.ts';

/**
 * Nothing reaches the disk but what the person saves through the system's own dialog: each download asks where to, and what
 * is not ours is dropped.
 */
export function guardDownloads(session: Pick<Session, 'on'>): void {
	session.on('will-download', (event, item) => {
		if (!mayDownload(item.getURL())) return event.preventDefault();
		// Without a path of ours, Electron opens the save dialog; this only says so, and what name it offers.
		item.setSaveDialogOptions({ defaultPath: safeName(item.getFilename()) });
	});
}

/** The last part of a name, without what a file system takes for something else. */
export function safeName(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const plain = [...last].filter((sign) => sign >= ' ' && !'<>:"|?*'.includes(sign)).join('');
	return plain.replace(/^\.+/, '').slice(0, 120) || 'sohoa';
}

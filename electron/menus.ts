import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';
import type { texts } from '../i18n/index.ts';

type Words = ReturnType<typeof texts>['screen']['host']['menu'];

/**
 * The menu behind Alt. Electron's own has "reload" and "close", whose keys lose what is typed, and links that lead out of the
 * machine. On a Mac, copying and pasting by key needs the edit menu.
 */
export function setMenu(words: Words, platform: NodeJS.Platform, developing: boolean): void {
	const view: MenuItemConstructorOptions = {
		label: words.view,
		submenu: [
			{ role: 'resetZoom', label: words.resetZoom },
			{ role: 'zoomIn', label: words.zoomIn },
			{ role: 'zoomOut', label: words.zoomOut },
			{ type: 'separator' },
			{ role: 'togglefullscreen', label: words.fullScreen },
			...(developing ? [{ role: 'toggleDevTools' } as const] : []),
		],
	};
	const quit: MenuItemConstructorOptions = { label: 'Sohoa', submenu: [{ role: 'quit', label: words.quit }] };
	const edit: MenuItemConstructorOptions = {
		label: words.edit,
		submenu: [
			{ role: 'undo', label: words.undo },
			{ role: 'redo', label: words.redo },
			{ type: 'separator' },
			...clipboardItems(words),
		],
	};
	Menu.setApplicationMenu(Menu.buildFromTemplate(platform === 'darwin' ? [quit, edit, view] : [view]));
}

/** The right mouse button offers the clipboard, where there is something to copy or to write into, and nothing else. */
export function offerClipboard(contents: WebContents, words: Words): void {
	contents.on('context-menu', (_event, { isEditable, selectionText }) => {
		if (!isEditable && selectionText.trim() === '') return;
		const items = clipboardItems(words).filter((item) => isEditable || item.role === 'copy');
		Menu.buildFromTemplate(items).popup();
	});
}

function clipboardItems(words: Words): MenuItemConstructorOptions[] {
	return [
		{ role: 'cut', label: words.cut },
		{ role: 'copy', label: words.copy },
		{ role: 'paste', label: words.paste },
		{ role: 'selectAll', label: words.selectAll },
	];
}

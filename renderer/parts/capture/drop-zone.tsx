import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

type DropProps = { readonly onFiles: (files: readonly File[]) => void; readonly children: ReactNode };

/** Takes files that are dropped anywhere on the screen. */
export function DropZone({ onFiles, children }: DropProps): ReactNode {
	const { t } = useTranslation();
	const [over, setOver] = useState(false);
	const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
	return (
		// Files can also be chosen with F: dropping is the mouse's way.
		// biome-ignore lint/a11y/noStaticElementInteractions: see above
		<div
			className="drop-zone"
			onDragOver={(event) => {
				if (!holdsFiles(event)) return;
				event.preventDefault();
				setOver(true);
			}}
			onDragLeave={(event) => {
				if (event.currentTarget === event.target) setOver(false);
			}}
			onDrop={(event) => {
				setOver(false);
				if (!holdsFiles(event)) return;
				event.preventDefault();
				onFiles([...event.dataTransfer.files]);
			}}
		>
			{children}
			{over && <div className="drop-here">{t('screen.capture.dropHere')}</div>}
		</div>
	);
}

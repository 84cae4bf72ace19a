import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stackPagePath } from '../../../contract/index.ts';
import type { StackPageId } from '../../../domain/ids.ts';
import type { PageTurn } from '../../../domain/stack.ts';

type Props = {
	readonly id: StackPageId;
	readonly size: 'small' | 'large';
	readonly turn: PageTurn | null;
	/** Empty where the words beside it say what it is. */
	readonly alt: string;
};

/** The picture of a page, turned as the clerk has turned it; in words when it can't be shown. */
export function PagePicture({ id, size, turn, alt }: Props): ReactNode {
	const { t } = useTranslation();
	const [broken, setBroken] = useState(false);
	if (broken) return <small>{t('screen.capture.noPicture')}</small>;
	return (
		<img
			src={stackPagePath(id, size)}
			alt={alt}
			draggable={false}
			data-turn={turn ?? 0}
			onError={() => setBroken(true)}
		/>
	);
}

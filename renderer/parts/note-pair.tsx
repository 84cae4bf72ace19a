import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageView } from '../../contract/index.ts';
import { partnerOf } from '../../domain/stack.ts';
import { useKeys } from '../state/use-keys.ts';

type Props = {
	readonly pages: readonly PageView[];
	/** Index from 0. */
	readonly page: number;
	readonly onPage: (page: number) => void;
};

/** That a sheet with a stuck-on note was captured twice (TT 01/2023 Đ8), which of the two is on the screen, and the way to the other. */
export function NotePair({ pages, page, onPage }: Props): ReactNode {
	const { t } = useTranslation();
	const partner = partnerOf(pages, page);
	const note = pages[page]?.note;
	const label = note && t(`screen.outcome.notePair.see.${note === 'with' ? 'without' : 'with'}`);
	const flip = (): void => {
		if (partner !== undefined) onPage(partner);
	};
	useKeys(partner === undefined || label === undefined ? {} : { F7: { label, act: flip } });
	if (partner === undefined || note === undefined) return null;
	return (
		<p className={`note-pair ${note}`}>
			<strong role="status">{t(`screen.outcome.notePair.${note}`)}</strong>
			<span>{t('screen.outcome.notePair.why', { page: partner + 1 })}</span>
			<Button size="small" onClick={flip}>
				{label}
				<kbd>F7</kbd>
			</Button>
		</p>
	);
}

import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../styles/states.css';

/** What is there sooner shows no sign of waiting, ms: one that comes and goes at once is a flicker. As long in styles/states.css. */
export const LOADING_DELAY_MS = 300;

/** Something is on its way. Seen and said only when it takes long enough to be noticed. `text`: what, when that helps. */
export function Loading({ text }: { readonly text?: string }): ReactNode {
	const { t } = useTranslation();
	return (
		<div className="loading" role="status" aria-busy="true">
			<Spin size="small" /> {text ?? t('screen.common.loading')}
		</div>
	);
}

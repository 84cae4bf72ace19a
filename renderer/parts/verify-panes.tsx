import { type ReactNode, useRef, useState } from 'react';
import type { OutcomeView } from '../../contract/index.ts';
import type { PagePlace } from '../state/page-place.ts';
import { OutcomeDetails } from './outcome-details.tsx';
import { PageViewer, type Place } from './page-viewer.tsx';
import { VerifyPanel, type WordTaker } from './verify-panel.tsx';

/** Kiểm tra: the page on the left, the fields to compare with it on the right. */
export function VerifyPanes({ outcome, at }: { readonly outcome: OutcomeView; readonly at: PagePlace }): ReactNode {
	const [place, setPlace] = useState<Place>();
	const words = useRef<WordTaker>(null);
	const show = (next: Place | undefined): void => {
		setPlace(next);
		if (next !== undefined && next.page !== at.page) at.onPage(next.page);
	};
	return (
		<div className="outcome-panes">
			<PageViewer
				{...at}
				outcomeId={outcome.id}
				pages={outcome.pages}
				shown={place}
				closeUp
				onWord={(word, page) => words.current?.take(word, page)}
			/>
			<aside className="outcome-side">
				<VerifyPanel outcome={outcome} words={words} onPlace={show} />
				<OutcomeDetails outcome={outcome} />
			</aside>
		</div>
	);
}

import { type ReactNode, useState } from 'react';
import type { OutcomeView, StoredReadingView } from '../../contract/index.ts';
import type { PagePlace } from '../state/page-place.ts';
import { FieldList } from './field-list.tsx';
import { OutcomeDetails } from './outcome-details.tsx';
import { PageViewer } from './page-viewer.tsx';

type LookProps = {
	readonly outcome: OutcomeView;
	readonly at: PagePlace;
	readonly openHistory?: boolean;
	/** What the person may decide here. */
	readonly children?: ReactNode;
};

/** An outcome to be looked at: the page on the left, its fields and details on the right. */
export function LookPanes({ outcome, at, openHistory = false, children }: LookProps): ReactNode {
	const [shown, setShown] = useState<StoredReadingView>();
	const showField = (reading: StoredReadingView): void => {
		setShown(reading);
		if (reading.page !== at.page) at.onPage(reading.page);
	};
	return (
		<div className="outcome-panes">
			<PageViewer {...at} outcomeId={outcome.id} pages={outcome.pages} shown={shown} />
			<aside className="outcome-side">
				{children}
				<FieldList readings={outcome.readings} history={outcome.history} shown={shown} onShow={showField} />
				<OutcomeDetails outcome={outcome} openHistory={openHistory} />
			</aside>
		</div>
	);
}

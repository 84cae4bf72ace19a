import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView, StoredReadingView } from '../../contract/index.ts';
import { api } from '../client.ts';
import type { PagePlace } from '../state/page-place.ts';
import { useKeys } from '../state/use-keys.ts';
import { FaultNotice } from './fault-notice.tsx';
import { FieldList } from './field-list.tsx';
import { OutcomeDetails } from './outcome-details.tsx';
import { PageViewer } from './page-viewer.tsx';
import { ReturnReason } from './return-reason.tsx';
import { ReviewPanel } from './review-panel.tsx';
import { ReviewReasons } from './review-reasons.tsx';
import { SignatureList, useSignatureReport } from './signature-list.tsx';

/**
 * Duyệt: the page on the left; on the right what is odd, the fields (what the machine read, what the clerk made of it), the
 * signatures and the history, with the decision always in sight below.
 */
export function ReviewPanes({ outcome, at }: { readonly outcome: OutcomeView; readonly at: PagePlace }): ReactNode {
	const { t } = useTranslation();
	const [shown, setShown] = useState<StoredReadingView>();
	const [pageSeen, setPageSeen] = useState(false);
	const seen = useCallback(() => setPageSeen(true), []);
	const submitted = outcome.state === 'submitted';
	const entry = useQuery(api.review.get.queryOptions({ input: { id: outcome.id }, enabled: submitted }));
	const report = useSignatureReport(outcome.id);
	const turn = (step: 1 | -1): void => {
		const to = at.page + step;
		// The viewer turns its own pages while it has the focus.
		const inViewer = document.activeElement?.closest('.viewer') != null;
		if (!inViewer && to >= 0 && to < outcome.pages.length) at.onPage(to);
	};
	useKeys({ PageDown: () => turn(1), PageUp: () => turn(-1) });
	const showField = (reading: StoredReadingView): void => {
		setShown(reading);
		if (reading.page !== at.page) at.onPage(reading.page);
	};
	return (
		<div className="outcome-panes">
			<PageViewer {...at} outcomeId={outcome.id} pages={outcome.pages} shown={shown} onSeen={seen} />
			<aside className="outcome-side">
				{submitted && (
					<section className="review-why" aria-labelledby="why-title">
						<h2 id="why-title">{t('screen.approve.whyTitle')}</h2>
						{entry.error !== null && <FaultNotice error={entry.error} onRetry={entry.refetch} />}
						{entry.data !== undefined && <ReviewReasons entry={entry.data} />}
					</section>
				)}
				<ReturnReason outcome={outcome} all />
				<FieldList readings={outcome.readings} history={outcome.history} shown={shown} onShow={showField} />
				<SignatureList report={report} />
				<OutcomeDetails outcome={outcome} openHistory />
				<ReviewPanel outcome={outcome} entry={entry.data} report={report} pageSeen={pageSeen} />
			</aside>
		</div>
	);
}

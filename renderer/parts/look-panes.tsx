import { type ReactNode, useState } from 'react';
import type { OutcomeView, StoredReadingView } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import type { PagePlace } from '../state/page-place.ts';
import { usePlaces } from '../state/use-places.ts';
import { PlaceStepper } from './archive/place-stepper.tsx';
import { RetirePanel } from './archive/retire-panel.tsx';
import { Afterwards, RevisionList, useStory } from './archive/story.tsx';
import { FieldList } from './field-list.tsx';
import { OutcomeDetails } from './outcome-details.tsx';
import { PageViewer } from './page-viewer.tsx';
import { SignatureList, useSignatureReport } from './signature-list.tsx';
import '../styles/archive.css';

type LookProps = {
	readonly outcome: OutcomeView;
	readonly at: PagePlace;
};

/** An outcome to be looked at: the page on the left with finds marked, its fields, revisions and details on the right. */
export function LookPanes({ outcome, at }: LookProps): ReactNode {
	const [shown, setShown] = useState<StoredReadingView>();
	const story = useStory(outcome);
	const places = usePlaces(outcome.id, at);
	const showField = (reading: StoredReadingView): void => {
		setShown(reading);
		if (reading.page !== at.page) at.onPage(reading.page);
	};
	const step = (by: 1 | -1): void => {
		setShown(undefined);
		places.step(by);
	};
	return (
		<div className="outcome-panes">
			<PageViewer {...at} outcomeId={outcome.id} pages={outcome.pages} shown={shown ?? places.place} />
			<aside className="outcome-side">
				<Afterwards story={story} />
				<PlaceStepper places={{ ...places, step }} />
				<RetirePanel outcome={outcome} />
				<FieldList readings={outcome.readings} history={outcome.history} shown={shown} onShow={showField} />
				<RevisionList outcome={outcome} story={story} />
				{outcome.document !== undefined && <Signatures id={outcome.id} />}
				<OutcomeDetails outcome={outcome} />
			</aside>
		</div>
	);
}

/** Whether the signatures hold. */
function Signatures({ id }: { readonly id: OutcomeId }): ReactNode {
	return <SignatureList report={useSignatureReport(id)} />;
}

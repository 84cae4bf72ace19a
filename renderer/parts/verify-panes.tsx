import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../contract/index.ts';
import type { Box } from '../../domain/geometry.ts';
import '../styles/verify.css';
import { focusBox } from '../state/field-box.ts';
import { textForField } from '../state/field-text.ts';
import type { PagePlace } from '../state/page-place.ts';
import { keysInBoxes, usePanelKeys } from '../state/use-panel-keys.ts';
import { firstZone, useZone } from '../state/use-zone.ts';
import { FaultNotice } from './fault-notice.tsx';
import { OutcomeDetails } from './outcome-details.tsx';
import { PageViewer, type Place } from './page-viewer.tsx';
import { VerifyPanel, type WordTaker } from './verify-panel.tsx';

/** Kiểm tra: the page on the left, the fields to compare with it on the right. */
export function VerifyPanes({ outcome, at }: { readonly outcome: OutcomeView; readonly at: PagePlace }): ReactNode {
	const { t } = useTranslation();
	const [place, setPlace] = useState<Place>();
	const words = useRef<WordTaker>(null);
	const viewer = useRef<HTMLDivElement>(null);
	const zone = useZone({
		id: outcome.id,
		pages: outcome.pages,
		onRead: (field, { text, ...draft }) => words.current?.put(field, { ...draft, text: textForField(field, text) }),
	});
	const show = (next: Place | undefined): void => {
		setPlace(next);
		if (next !== undefined && next.page !== at.page) at.onPage(next.page);
	};
	const startZone = (): void => {
		const field = words.current?.focused();
		const page = outcome.pages[at.page];
		if (field === undefined || page === undefined) return;
		const own = outcome.readings.find((reading) => reading.field === field);
		zone.start(firstZone(field, own?.page === at.page ? own : undefined, page, at.page));
	};
	const readZone = (box: Box): void => {
		const field = words.current?.focused();
		if (field !== undefined) zone.read({ field, page: at.page, box });
	};
	/** Between the page and the field that was typed into. */
	const changeSides = (): void => {
		const field = words.current?.focused();
		const pane = viewer.current?.querySelector<HTMLElement>('.sheet-pane');
		if (viewer.current?.contains(document.activeElement)) focusBox(field);
		else pane?.focus();
	};
	const turn = (by: number): void => {
		const to = at.page + by;
		if (to >= 0 && to < outcome.pages.length) at.onPage(to);
	};
	const onKey = usePanelKeys({ F4: startZone, F6: changeSides });
	const onPageKey = keysInBoxes({ PageDown: () => turn(1), PageUp: () => turn(-1) });
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: keys that work on both sides
		<div
			className="outcome-panes"
			onKeyDown={(event) => {
				onKey(event);
				onPageKey(event);
			}}
		>
			<div className="verify-page" ref={viewer}>
				<PageViewer
					{...at}
					outcomeId={outcome.id}
					pages={outcome.pages}
					shown={place}
					closeUp
					onWord={(word, page) => words.current?.take(word, page)}
					zone={zone.zone?.page === at.page ? zone.zone.box : undefined}
					onZone={readZone}
				/>
				{(zone.zone !== undefined || zone.foundNothing) && (
					<p className="zone-help" role="status">
						{t(`screen.verify.zone.${zone.reading ? 'reading' : zone.foundNothing ? 'nothing' : 'help'}`)}
					</p>
				)}
				{zone.error !== null && <FaultNotice error={zone.error} />}
			</div>
			<aside className="outcome-side">
				<VerifyPanel outcome={outcome} words={words} onPlace={show}>
					<OutcomeDetails outcome={outcome} />
				</VerifyPanel>
			</aside>
		</div>
	);
}

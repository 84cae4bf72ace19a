import { useTranslation } from 'react-i18next';
import type { Desk } from '../../contract/index.ts';
import type { useFiles } from './capture-files.ts';
import type { useScanWay } from './capture-scan-way.ts';
import type { useScan } from './capture-scanning.ts';
import type { useWatch } from './capture-watch.ts';
import { useKeys } from './use-keys.ts';

/** What the keys of the desk work. */
type CaptureHands = {
	readonly desk: Desk;
	/** Whether pages may come to the selected stack. */
	readonly canAdd: boolean;
	readonly scan: ReturnType<typeof useScan>;
	readonly way: ReturnType<typeof useScanWay>;
	readonly files: ReturnType<typeof useFiles>;
	readonly watch: ReturnType<typeof useWatch>;
	/** To the stack so many places further on. */
	readonly walk: (by: number) => void;
};

/** The keys of Số hóa that bring pages in and lead from stack to stack. */
export function useCaptureKeys({ desk, canAdd, scan, way, files, watch, walk }: CaptureHands): void {
	const { t } = useTranslation();
	const running = desk.scan?.running ?? false;
	const refused = files.sending.find(({ error }) => error !== undefined);
	const stack = { label: t('screen.capture.key.stack'), off: desk.stacks.length < 2, held: true };
	useKeys({
		s: { label: t('screen.capture.scan'), act: () => scan.start(false), off: running },
		a: {
			label: t('screen.capture.scanMore'),
			act: () => scan.start(true),
			// A scan that has stopped can go on even without a stack.
			off: running || (!canAdd && desk.scan?.fault === undefined),
		},
		p: { label: t('screen.capture.profile.title'), act: way.openProfiles },
		o: { label: t('screen.capture.scanner.title'), act: way.openByHand },
		f: { label: t('screen.capture.files'), act: () => files.choose(false) },
		'shift+f': { label: t('screen.capture.filesMore'), act: () => files.choose(true), off: !canAdd },
		w: {
			label: t(desk.watch.running ? 'screen.capture.watchStop' : 'screen.capture.watchStart'),
			act: watch.toggle,
			off: desk.watch.folder === null,
		},
		PageUp: { ...stack, act: () => walk(-1) },
		PageDown: { ...stack, act: () => walk(1) },
		Escape: {
			label: t('screen.capture.key.stop'),
			act: () => (refused === undefined ? scan.stop() : files.forget(refused.key)),
			off: desk.scan === undefined && refused === undefined,
		},
	});
}

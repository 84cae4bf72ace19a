import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StackPage } from '../../../domain/stack.ts';
import { KeyButton } from './key-button.tsx';
import type { PageActs } from './page-acts.ts';

type ActName =
	| 'turnLeft'
	| 'turnRight'
	| 'earlier'
	| 'later'
	| 'blank'
	| 'aside'
	| 'pair'
	| 'cut'
	| 'merge'
	| 'undo'
	| 'redo';

type Props = {
	readonly acts: PageActs;
	/** The page that keys act on. */
	readonly page: StackPage | undefined;
	readonly bound: boolean;
	readonly canMerge: boolean;
	readonly canUndo: boolean;
	readonly canRedo: boolean;
};

/** A button for every act on pages, each with its key. */
export function StackTools({ acts, page, bound, canMerge, canUndo, canRedo }: Props): ReactNode {
	const { t } = useTranslation();
	const label = (name: ActName): string => t(`screen.capture.act.${name}`);
	const fixed = bound || page === undefined;
	return (
		<div className="stack-tools" role="toolbar" aria-label={t('screen.capture.tools')}>
			<KeyButton label={label('turnLeft')} hint="L" disabled={fixed} onClick={() => acts.turn(270)} />
			<KeyButton label={label('turnRight')} hint="R" disabled={fixed} onClick={() => acts.turn(90)} />
			<KeyButton label={label('earlier')} hint="Ctrl+←" disabled={fixed} onClick={() => acts.move(-1)} />
			<KeyButton label={label('later')} hint="Ctrl+→" disabled={fixed} onClick={() => acts.move(1)} />
			<KeyButton
				label={label('blank')}
				hint="B"
				on={page?.use === 'blank'}
				disabled={fixed}
				onClick={() => acts.use('blank')}
			/>
			<KeyButton
				label={label('aside')}
				hint="X"
				on={page?.use === 'aside'}
				disabled={fixed}
				onClick={() => acts.use('aside')}
			/>
			<KeyButton
				label={label('pair')}
				hint="G"
				on={(page?.note ?? null) !== null}
				disabled={fixed}
				onClick={acts.pair}
			/>
			<KeyButton label={label('cut')} hint="C" on={page?.cut ?? false} disabled={fixed} onClick={acts.cut} />
			<KeyButton label={label('merge')} hint="M" disabled={!canMerge} onClick={acts.merge} />
			<KeyButton label={label('undo')} hint="Ctrl+Z" disabled={!canUndo} onClick={acts.undo} />
			<KeyButton label={label('redo')} hint="Ctrl+Y" disabled={!canRedo} onClick={acts.redo} />
		</div>
	);
}

import { type GetRef, InputNumber } from 'antd';
import { type ReactNode, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StackRow } from '../../../contract/index.ts';
import { countedPages, papersOf, type Stack } from '../../../domain/stack.ts';
import { KeyButton } from './key-button.tsx';
import { stackName } from './stack-name.ts';

type Props = {
	readonly row: StackRow;
	readonly stack: Stack;
	readonly expected: Ref<GetRef<typeof InputNumber>>;
	readonly finishing: boolean;
	readonly onExpect: (count: number | null) => void;
	readonly onFinish: () => void;
};

/** What the stack is and holds, how many pages were counted on paper, and its end. */
export function StackHead({ row, stack, expected, finishing, onExpect, onFinish }: Props): ReactNode {
	const { t } = useTranslation();
	const papers = papersOf(stack).length;
	return (
		<header>
			<h2 id="stack-title">{stackName(row, t)}</h2>
			<span>{t('screen.capture.pageCount', { count: stack.pages.length })}</span>
			{papers > 1 && <strong>{t('screen.capture.paperCount', { count: papers })}</strong>}
			<Expected key={`${stack.id} ${stack.expected}`} {...{ expected, onExpect }} count={stack.expected} />
			<Difference expected={stack.expected} counted={countedPages(stack)} />
			<KeyButton
				className="finish"
				size="middle"
				type="primary"
				label={papers > 1 ? t('screen.capture.finishAs', { count: papers }) : t('screen.capture.finish')}
				hint="Ctrl+Enter"
				loading={finishing}
				onClick={onFinish}
			/>
		</header>
	);
}

const EXPECTED = 'expected-pages';

type ExpectedProps = Pick<Props, 'expected' | 'onExpect'> & { readonly count: number | null };

/** The box for the number of pages that were counted; what is typed counts when it is left, or Enter is pressed. */
function Expected({ expected, onExpect, count }: ExpectedProps): ReactNode {
	const { t } = useTranslation();
	const [typed, setTyped] = useState(count);
	return (
		<span className="expected">
			<label htmlFor={EXPECTED}>{t('screen.capture.expected')}</label>
			<kbd>E</kbd>
			<InputNumber
				id={EXPECTED}
				ref={expected}
				size="small"
				min={0}
				max={10_000}
				precision={0}
				value={typed}
				onChange={setTyped}
				onBlur={() => typed !== count && onExpect(typed)}
				onPressEnter={({ target }) => target instanceof HTMLElement && target.blur()}
			/>
		</span>
	);
}

/** What the clerk counted on paper against what is here, in words. */
function Difference({ expected, counted }: { readonly expected: number | null; readonly counted: number }): ReactNode {
	const { t } = useTranslation();
	if (expected === null) return null;
	const missing = expected - counted;
	if (missing === 0) return <span className="count-same">{t('screen.capture.countSame')}</span>;
	const text = missing > 0 ? 'screen.capture.countMissing' : 'screen.capture.countExtra';
	return (
		<strong className="count-differs" role="status">
			{t(text, { count: Math.abs(missing) })}
		</strong>
	);
}

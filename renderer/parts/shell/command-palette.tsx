import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SEARCH_MAX } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { type Command, matchCommands } from '../../state/match-commands.ts';
import { keyCaption } from '../../state/use-keys.ts';
import { goTo } from '../../state/use-route.ts';
import { useSettled } from '../../state/use-settled.ts';
import { outcomeName } from '../outcome-name.ts';

type Props = {
	readonly open: boolean;
	/** What can be done here and now. */
	readonly commands: readonly Command[];
	/** Whether papers may be searched for. */
	readonly search: boolean;
	readonly onClose: () => void;
};

/** One box for everything: sections, acts of the screen, papers by number or words. Arrows choose, Enter does. */
export function CommandPalette({ open, commands, search, onClose }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<Modal
			open={open}
			title={t('screen.shell.palette.title')}
			footer={null}
			destroyOnHidden
			width={640}
			onCancel={onClose}
			className="command-palette"
		>
			<Choice commands={commands} search={search} onClose={onClose} />
		</Modal>
	);
}

function Choice({ commands, search, onClose }: Omit<Props, 'open'>): ReactNode {
	const { t } = useTranslation();
	const [text, setText] = useState('');
	const [chosen, setChosen] = useState(0);
	const list = useId();
	const papers = usePapers(search ? text : '');
	const found = [...matchCommands(commands, text), ...papers];
	const at = Math.min(chosen, Math.max(0, found.length - 1));
	const choose = (command: Command | undefined): void => {
		if (command === undefined) return;
		onClose();
		// After the dialog: what is done may open one of its own, or move the focus.
		setTimeout(command.act);
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step !== undefined) setChosen((at + step + found.length) % Math.max(1, found.length));
		else if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(found[at]);
		else return;
		event.preventDefault();
	};
	return (
		<>
			<input
				// biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
				autoFocus
				className="palette-box"
				role="combobox"
				aria-expanded="true"
				aria-controls={list}
				aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
				aria-label={t('screen.shell.palette.label')}
				placeholder={t(search ? 'screen.shell.palette.hintSearch' : 'screen.shell.palette.hint')}
				maxLength={SEARCH_MAX}
				value={text}
				onChange={(event) => {
					setText(event.target.value);
					setChosen(0);
				}}
				onKeyDown={onKeyDown}
			/>
			<div className="palette-list" role="listbox" id={list} aria-label={t('screen.shell.palette.title')}>
				{found.map((command, index) => (
					// biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the box, which keeps the focus
					<div
						key={command.id}
						id={`${list}-${index}`}
						role="option"
						tabIndex={-1}
						aria-selected={index === at}
						ref={index === at ? (option) => option?.scrollIntoView({ block: 'nearest' }) : undefined}
						onClick={() => choose(command)}
					>
						<span>
							{command.label} {command.note !== undefined && <small>{command.note}</small>}
						</span>
						{command.key !== undefined && (
							<span className="kbd" aria-hidden="true">
								{keyCaption(command.key)}
							</span>
						)}
					</div>
				))}
			</div>
			{found.length === 0 && (
				<p className="none" role="status">
					{t('screen.shell.palette.none')}
				</p>
			)}
		</>
	);
}

/** A quick typist's pause, ms. */
const SETTLE_MS = 150;

/** Papers that the text finds, as commands that open them. */
function usePapers(text: string): readonly Command[] {
	const { t } = useTranslation();
	const query = useSettled(text.trim(), SETTLE_MS);
	const found = useQuery(
		api.outcomes.search.queryOptions({
			input: { query, limit: 8 },
			enabled: query.length >= 2,
			placeholderData: keepPreviousData,
		}),
	);
	if (text.trim().length < 2) return [];
	return (found.data?.hits ?? []).map(({ outcome, page }) => ({
		id: outcome.id,
		label: outcomeName(outcome, t),
		note: [outcome.values.documentNumber, outcome.values.ownerName, t(`state.${outcome.state}`)]
			.filter((part) => part !== undefined)
			.join(' · '),
		act: () => goTo({ kind: 'outcome', id: outcome.id, query, page: page ?? 0 }),
	}));
}

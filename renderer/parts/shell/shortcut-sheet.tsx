import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keyCaption } from '../../state/key-names.ts';
import { KEY_GROUPS, type ListedKey } from '../../state/key-table.ts';

type Props = {
	readonly open: boolean;
	/** The keys when the sheet was opened. */
	readonly keys: readonly ListedKey[];
	readonly onClose: () => void;
};

/** All keys that do something here: those of the screen, of its list, fields and page, and those that are the same everywhere. */
export function ShortcutSheet({ open, keys, onClose }: Props): ReactNode {
	const { t } = useTranslation();
	const groups = KEY_GROUPS.map((group) => ({ group, lines: linesOf(keys.filter((key) => key.group === group)) }));
	return (
		<Modal
			open={open}
			title={t('screen.shell.sheet.title')}
			footer={null}
			destroyOnHidden
			width={1120}
			className="shortcut-sheet"
			onCancel={onClose}
		>
			<div className="shortcut-groups">
				{groups.map(
					({ group, lines }) =>
						lines.length > 0 && (
							<section key={group} aria-labelledby={`keys-${group}`} data-group={group}>
								<h2 id={`keys-${group}`}>{t(`screen.shell.sheet.${group}`)}</h2>
								<KeyLines lines={lines} />
							</section>
						),
				)}
			</div>
			{keys.some(({ off }) => off) && <p className="facts">{t('screen.shell.sheet.offHelp')}</p>}
		</Modal>
	);
}

/** What is done, with all the keys that do it. */
type KeyLine = { readonly label: string; readonly names: readonly string[]; readonly off: boolean };

function linesOf(keys: readonly ListedKey[]): readonly KeyLine[] {
	const lines = new Map<string, KeyLine>();
	for (const { label, name, off } of keys) {
		const before = lines.get(label);
		lines.set(label, { label, names: [...(before?.names ?? []), name], off: off && before?.off !== false });
	}
	return [...lines.values()];
}

function KeyLines({ lines }: { readonly lines: readonly KeyLine[] }): ReactNode {
	const { t } = useTranslation();
	return (
		<dl>
			{lines.map(({ label, names, off }) => (
				<div key={label} className={off ? 'off' : undefined}>
					<dt>
						{names.map((name) => (
							<kbd key={name}>{keyCaption(name)}</kbd>
						))}
					</dt>
					<dd>
						{label}
						{off && <span className="sr-only"> ({t('screen.shell.sheet.off')})</span>}
					</dd>
				</div>
			))}
		</dl>
	);
}

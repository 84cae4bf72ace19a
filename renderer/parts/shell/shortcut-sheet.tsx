import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keyCaption, type LabelledKey } from '../../state/use-keys.ts';

type Props = {
	readonly open: boolean;
	/** The keys when the sheet was opened. */
	readonly keys: readonly LabelledKey[];
	readonly onClose: () => void;
};

/** All keys that do something here and now: those of the screen, then those that are the same everywhere. */
export function ShortcutSheet({ open, keys, onClose }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<Modal
			open={open}
			title={t('screen.shell.sheet.title')}
			footer={null}
			destroyOnHidden
			width={720}
			onCancel={onClose}
		>
			<div className="shortcut-sheet">
				{(['screen', 'program'] as const).map((scope) => (
					<section key={scope} aria-labelledby={`keys-${scope}`}>
						<h2 id={`keys-${scope}`}>{t(`screen.shell.sheet.${scope}`)}</h2>
						<KeyList keys={keys.filter((key) => key.scope === scope)} />
					</section>
				))}
			</div>
		</Modal>
	);
}

function KeyList({ keys }: { readonly keys: readonly LabelledKey[] }): ReactNode {
	const { t } = useTranslation();
	if (keys.length === 0) return <p className="none">{t('screen.shell.sheet.none')}</p>;
	return (
		<dl>
			{keys.map(({ key, label }) => (
				<div key={key}>
					<dt>
						<kbd>{keyCaption(key)}</kbd>
					</dt>
					<dd>{label}</dd>
				</div>
			))}
		</dl>
	);
}

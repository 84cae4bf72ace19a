import { Collapse } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry, OutcomeView } from '../../contract/index.ts';
import { showInstant } from '../state/dates.ts';

type DetailsProps = { readonly outcome: OutcomeView; readonly openHistory?: boolean };

/** Warnings, versions, files and history, folded away but for the warnings. */
export function OutcomeDetails({ outcome, openHistory = false }: DetailsProps): ReactNode {
	const { t } = useTranslation();
	const items = [
		{ key: 'details', label: t('screen.outcome.details'), children: <Files outcome={outcome} /> },
		{ key: 'history', label: t('screen.outcome.history'), children: <History entries={outcome.history} /> },
	];
	return (
		<>
			<Warnings outcome={outcome} />
			<Collapse size="small" items={items} defaultActiveKey={openHistory ? 'history' : []} />
		</>
	);
}

function Warnings({ outcome }: { readonly outcome: OutcomeView }): ReactNode {
	const { t } = useTranslation();
	if (outcome.warnings.length === 0) return null;
	return (
		<section aria-labelledby="warnings-title" className="warnings">
			<h2 id="warnings-title">⚠ {t('screen.outcome.warnings')}</h2>
			<ul>
				{outcome.warnings.map(({ code, page }) => (
					<li key={`${code}-${page ?? ''}`}>
						{page === undefined
							? t(`warning.${code}`)
							: t('screen.outcome.warningOnPage', { page: page + 1, text: t(`warning.${code}`) })}
					</li>
				))}
			</ul>
		</section>
	);
}

function Files({ outcome }: { readonly outcome: OutcomeView }): ReactNode {
	const { t } = useTranslation();
	return (
		<>
			<ul>
				{outcome.versions.map((version) => (
					<li key={version.id}>
						{t('screen.outcome.version', { number: version.number })} · {showInstant(version.createdAt)}
					</li>
				))}
			</ul>
			<ul>
				{outcome.files.map((file) => (
					<li key={file.id}>
						{t(`screen.outcome.file.${file.role}`)}
						{file.role === 'original' && `: ${file.name}`} ·{' '}
						{t('screen.outcome.size', { kb: Math.ceil(file.byteLength / 1024) })}
						<br />
						<code className="hash">SHA-256 {file.sha256}</code>
					</li>
				))}
			</ul>
		</>
	);
}

function History({ entries }: { readonly entries: readonly HistoryEntry[] }): ReactNode {
	const { t, i18n } = useTranslation();
	const text = (key: string, otherwise: string): string =>
		i18n.exists(key) ? String(i18n.t(key as never)) : otherwise;
	const say = ({ action, data }: HistoryEntry): string => {
		const what = text(`screen.action.${action}`, action);
		const into = data.to === undefined ? '' : text(`state.${data.to}`, String(data.to));
		const field = data.field === undefined ? '' : text(`field.${data.field}`, String(data.field));
		return [what, into, field].filter(Boolean).join(': ');
	};
	return (
		<ul>
			{entries.map((entry) => (
				<li key={`${entry.at}-${entry.action}`}>
					{showInstant(entry.at)} · {entry.by === '' ? t('screen.common.byMachine') : entry.by} · {say(entry)}
				</li>
			))}
		</ul>
	);
}

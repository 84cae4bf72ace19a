import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { UploadView } from '../../../contract/index.ts';
import { showInstant } from '../../state/dates.ts';
import { FaultLines } from '../signing/fault-lines.tsx';
import { PaperCell } from '../signing/paper-columns.tsx';
import type { PickColumn } from '../signing/pick-table.tsx';
import type { Refusal } from '../signing/use-batch.ts';
import { CheckLines } from './check-lines.tsx';
import type { Checks } from './use-checks.ts';

type Notes = { readonly checks: Checks; readonly refused: readonly Refusal[] };

/** A sign for each state, beside its word and colour. */
const SIGNS: Readonly<Record<UploadView['state'], string>> = { failed: '✕', running: '▶', waiting: '…', stored: '✓' };

/** Digits of a hash by which two people can compare what they see. */
const HASH_START = 8;

/** The columns of the upload queue. */
export function uploadColumns(t: TFunction, { checks, refused }: Notes): readonly PickColumn<UploadView>[] {
	return [
		{ key: 'state', title: t('screen.outcomes.state'), render: (row) => <State row={row} t={t} /> },
		{
			key: 'paper',
			width: 'grow',
			title: t('screen.sign.paper'),
			render: (row) => <PaperCell id={row.outcomeId} row={row} t={t} />,
		},
		{
			key: 'owner',
			width: 'name',
			title: t('screen.outcomes.owner'),
			render: (row) => row.values.ownerName ?? t('screen.common.none'),
		},
		{
			key: 'code',
			title: t('screen.agency.docCode'),
			render: (row) => <code className="doc-code">{row.docCode}</code>,
		},
		{ key: 'tries', title: t('screen.uploads.tries'), render: (row) => <Tries row={row} t={t} /> },
		{
			key: 'result',
			width: 'words',
			title: t('screen.uploads.result'),
			render: (row) => {
				const check = checks.get(row.outcomeId);
				const refusal = refused.find((one) => one.id === row.outcomeId);
				return (
					<>
						<Result row={row} t={t} />
						{refusal !== undefined && <FaultLines fault={refusal.fault} />}
						{check !== undefined && <CheckLines check={check} />}
					</>
				);
			},
		},
	];
}

type CellProps = { readonly row: UploadView; readonly t: TFunction };

function State({ row: { state }, t }: CellProps): ReactNode {
	return (
		<span className={`upload-state ${state}`} data-state={state}>
			{SIGNS[state]} {t(`screen.uploads.state.${state}`)}
		</span>
	);
}

function Tries({ row, t }: CellProps): ReactNode {
	return (
		<span className="tries">
			{t('screen.uploads.attempts', { count: row.attempts })}
			{row.dueAt !== undefined && <small>{t('screen.uploads.due', { at: showInstant(row.dueAt) })}</small>}
			{row.dueAt === undefined && row.changedAt !== undefined && <small>{showInstant(row.changedAt)}</small>}
		</span>
	);
}

/** What the repository answered, or why there is no answer yet and what to do. */
function Result({ row, t }: CellProps): ReactNode {
	return (
		<span className="upload-result">
			{row.receipts.map((receipt) => (
				<span key={receipt.receivedAt} className="receipt">
					<span className={receipt.matches ? 'good' : 'bad'}>
						{receipt.matches ? `✓ ${t('screen.uploads.hashMatches')}` : `✕ ${t('screen.uploads.hashDiffers')}`}{' '}
						<code title={receipt.sha256}>{receipt.sha256.slice(0, HASH_START)}</code>
					</span>
					<small className="one-line" title={receipt.reference}>
						{t('screen.uploads.received', { at: showInstant(receipt.receivedAt), reference: receipt.reference })}
						{receipt.reconciled && ` · ${t('screen.uploads.reconciled')}`}
					</small>
				</span>
			))}
			{row.fault !== undefined && <FaultLines fault={row.fault} />}
			{row.state === 'failed' && row.fault === undefined && (
				<span className="bad">✕ {t('screen.uploads.notStored')}</span>
			)}
			{row.inDoubt && <small className="warn">⚠ {t('screen.uploads.inDoubt', { count: row.sends })}</small>}
			<small className="one-line" title={row.destination}>
				{destinationWords(row.destination, t)}
			</small>
		</span>
	);
}

/** `folder:<path>` or `http:<address>` as people say it. */
function destinationWords(destination: string, t: TFunction): string {
	const [kind = '', ...rest] = destination.split(':');
	const where = rest.join(':');
	return kind === 'folder' ? t('screen.uploads.toFolder', { where }) : t('screen.uploads.toServer', { where });
}

import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { SignRow } from '../../../contract/index.ts';
import type { FaultRecord } from '../../../domain/fault.ts';
import type { OutcomeId } from '../../../domain/ids.ts';
import { showInstant } from '../../state/dates.ts';
import { StateTag } from '../state-tag.tsx';
import { CheckLines } from '../uploads/check-lines.tsx';
import type { Checks } from '../uploads/use-checks.ts';
import { FaultLines } from './fault-lines.tsx';
import { PaperCell } from './paper-columns.tsx';
import type { PickColumn } from './pick-table.tsx';

/** What has been learned of rows since the list came. */
export type AgencyNotes = { readonly refused: ReadonlyMap<OutcomeId, FaultRecord>; readonly checks: Checks };

/** Digits of a hash by which two people can compare what they see. */
const HASH_START = 8;

/** The columns of the registrar's list. */
export function agencyColumns(t: TFunction, { refused, checks }: AgencyNotes): readonly PickColumn<SignRow>[] {
	return [
		{
			key: 'paper',
			width: 'grow',
			title: t('screen.sign.paper'),
			render: (row) => <PaperCell id={row.id} row={row} t={t} />,
		},
		{
			key: 'owner',
			width: 'name',
			title: t('screen.outcomes.owner'),
			render: (row) => row.values.ownerName ?? t('screen.common.none'),
		},
		{
			key: 'approval',
			width: 'tight',
			title: t('screen.agency.approval'),
			render: (row) => <Approval row={row} t={t} />,
		},
		{ key: 'codes', title: t('screen.agency.codes'), render: (row) => <Codes row={row} t={t} /> },
		{ key: 'state', title: t('screen.outcomes.state'), render: (row) => <StateTag state={row.state} /> },
		{
			key: 'missing',
			width: 'name',
			title: t('screen.agency.missing'),
			render: (row) => {
				const fault = refused.get(row.id);
				const check = checks.get(row.id);
				return (
					<>
						<span>{t(`screen.agency.ahead.${aheadOf(row)}`)}</span>
						{fault !== undefined && <FaultLines fault={fault} />}
						{check !== undefined && <CheckLines check={check} />}
					</>
				);
			},
		},
	];
}

function aheadOf({ state }: SignRow): 'code' | 'sign' | 'wait' | 'sending' | 'failed' {
	switch (state) {
		case 'approved':
			return 'code';
		case 'coded':
			return 'sign';
		case 'uploading':
			return 'sending';
		case 'uploadFailed':
			return 'failed';
		default:
			return 'wait';
	}
}

type CellProps = { readonly row: SignRow; readonly t: TFunction };

/** Who approved, when, and that the file still is the very bytes that were approved. */
function Approval({ row: { approval, asApproved }, t }: CellProps): ReactNode {
	if (approval === undefined) return t('screen.common.none');
	return (
		<span className="approval">
			{approval.by} · {showInstant(approval.at)}
			<small className={asApproved === true ? 'good' : 'bad'} title={approval.sha256}>
				{asApproved === true ? `✓ ${t('screen.agency.asApproved')}` : `✕ ${t('screen.agency.notAsApproved')}`}{' '}
				<code>{approval.sha256.slice(0, HASH_START)}</code>
			</small>
		</span>
	);
}

function Codes({ row: { codes }, t }: CellProps): ReactNode {
	if (codes === undefined) return <span className="none">{t('screen.agency.noCodes')}</span>;
	return (
		<span className="codes">
			<code className="doc-code">{codes.docCode}</code>
			<small>{codes.outcomeCode}</small>
		</span>
	);
}

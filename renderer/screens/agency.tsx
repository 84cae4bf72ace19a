import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignRow } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import type { OutcomeStateKind } from '../../domain/outcome-state.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { type AgencyNotes, agencyColumns } from '../parts/signing/agency-columns.tsx';
import { CertificateChoice } from '../parts/signing/certificate-choice.tsx';
import { CodesDialog } from '../parts/signing/codes-dialog.tsx';
import { openPaper, paperName } from '../parts/signing/paper-columns.tsx';
import { focusPickTable, PickTable } from '../parts/signing/pick-table.tsx';
import { SignBatchDialog } from '../parts/signing/sign-batch-dialog.tsx';
import type { Batch } from '../parts/signing/use-batch.ts';
import { PausedNotice } from '../parts/uploads/paused-notice.tsx';
import { useChecks } from '../parts/uploads/use-checks.ts';
import { useUploadQueue } from '../parts/uploads/use-upload-queue.ts';
import { useKeys } from '../state/use-keys.ts';
import '../styles/sign.css';

/** Parts of the registrar's list, by the states in them. */
const PARTS = {
	toDo: ['approved', 'coded'],
	approved: ['approved'],
	coded: ['coded'],
	sending: ['agencySigned', 'uploading'],
	failed: ['uploadFailed'],
} as const satisfies Record<string, readonly OutcomeStateKind[]>;
type Part = keyof typeof PARTS;
const PART_NAMES = Object.keys(PARTS) as readonly Part[];

type Open = { readonly kind: 'codes' | 'sign'; readonly rows: readonly SignRow[] };

/**
 * The registrar's desk: codes for what is approved, then the agency's `SAO Y`, then the repository. Ctrl+Enter takes the next of
 * these steps for what is picked.
 */
export function AgencyScreen(): ReactNode {
	const { t } = useTranslation();
	const [part, setPart] = useState<Part>('toDo');
	const [picked, setPicked] = useState<ReadonlySet<OutcomeId>>(new Set());
	const [open, setOpen] = useState<Open>();
	const [refused, setRefused] = useState<AgencyNotes['refused']>(new Map());
	const { checks, check, checking } = useChecks();
	const desk = useQuery(api.signing.forAgency.queryOptions({ input: { states: [...PARTS[part]] } }));
	const { paused } = useFreshWithUploads();
	const rows = desk.data?.rows ?? [];
	const chosen = rows.filter((row) => picked.has(row.id));
	const toCode = chosen.filter((row) => row.state === 'approved');
	const toSign = chosen.filter((row) => row.state === 'coded');
	const all = rows.length > 0 && chosen.length === rows.length;
	const pickAll = (): void => setPicked(new Set(all ? [] : rows.map((row) => row.id)));
	const code = (): void => {
		if (toCode.length > 0) setOpen({ kind: 'codes', rows: toCode });
	};
	const sign = (): void => {
		if (toSign.length > 0) setOpen({ kind: 'sign', rows: toSign });
	};
	const look = (): void => check(chosen.map((row) => row.id));
	const done = (batch: Batch | undefined): void => {
		if (batch !== undefined) setRefused(new Map(batch.refused.map(({ id, fault }) => [id, fault])));
		if (batch !== undefined && open?.kind === 'sign') {
			setPicked(new Set([...picked].filter((id) => !batch.done.includes(id))));
		}
		setOpen(undefined);
		setTimeout(focusPickTable);
	};
	const show = (next: Part): void => {
		setPart(next);
		setPicked(new Set());
	};
	const next = toCode.length > 0 ? code : sign;
	const partKeys = Object.fromEntries(PART_NAMES.map((name, index) => [String(index + 1), () => show(name)]));
	useKeys({ ...partKeys, a: pickAll, c: code, s: sign, k: look, 'ctrl+Enter': next, ArrowDown: focusPickTable });
	return (
		<section className="desk" aria-labelledby="agency-title">
			<header className="desk-head">
				<div>
					<h1 id="agency-title">{t('screen.agency.title')}</h1>
					<p className="facts">{t('screen.agency.help')}</p>
				</div>
				<CertificateChoice use="agency" />
			</header>
			{paused && <PausedNotice mayResume />}
			<Parts part={part} counts={desk.data?.counts ?? {}} onPart={show} t={t} />
			<div className="act">
				<Button type={toCode.length > 0 ? 'primary' : 'default'} disabled={toCode.length === 0} onClick={code}>
					{t('screen.agency.code', { count: toCode.length })} <kbd>C</kbd>
				</Button>
				<Button
					type={toCode.length === 0 && toSign.length > 0 ? 'primary' : 'default'}
					disabled={toSign.length === 0}
					onClick={sign}
				>
					{t('screen.agency.sign', { count: toSign.length })} <kbd>S</kbd>
				</Button>
				<Button disabled={chosen.length === 0} loading={checking} onClick={look}>
					{t('screen.agency.check', { count: chosen.length })} <kbd>K</kbd>
				</Button>
				<Button disabled={rows.length === 0} onClick={pickAll}>
					{all ? t('screen.sign.pickNone') : t('screen.sign.pickAllOf', { count: rows.length })} <kbd>A</kbd>
				</Button>
				<span className="facts">
					<kbd>Ctrl+Enter</kbd> {t('screen.agency.nextStep')}
				</span>
			</div>
			{desk.error !== null && <FaultNotice error={desk.error} onRetry={desk.refetch} />}
			{desk.isPending && <Spin />}
			{desk.data !== undefined && rows.length === 0 && <p className="empty">{t(`screen.agency.empty.${part}`)}</p>}
			{rows.length > 0 && (
				<PickTable<SignRow>
					label={t('screen.agency.title')}
					rows={rows}
					idOf={(row) => row.id}
					nameOf={(row) => paperName(row, t)}
					columns={agencyColumns(t, { refused, checks })}
					picked={picked}
					onPick={setPicked}
					onOpen={(row) => openPaper(row.id)}
				/>
			)}
			{open?.kind === 'codes' && <CodesDialog rows={open.rows} fresh={rows} onDone={done} />}
			{open?.kind === 'sign' && (
				<SignBatchDialog
					kind="agency"
					ids={open.rows.map((row) => row.id)}
					nameOf={(id) => nameIn(open.rows, id, t)}
					onDone={done}
				/>
			)}
		</section>
	);
}

function nameIn(rows: readonly SignRow[], id: OutcomeId, t: TFunction): string {
	const row = rows.find((one) => one.id === id);
	return row === undefined ? '' : paperName(row, t);
}

type PartsProps = {
	readonly part: Part;
	readonly counts: Readonly<Partial<Record<OutcomeStateKind, number>>>;
	readonly onPart: (part: Part) => void;
	readonly t: TFunction;
};

function Parts({ part, counts, onPart, t }: PartsProps): ReactNode {
	return (
		<fieldset className="parts" aria-label={t('screen.agency.parts')}>
			{PART_NAMES.map((name, index) => (
				<button key={name} type="button" aria-pressed={name === part} onClick={() => onPart(name)}>
					<kbd>{index + 1}</kbd> {t(`screen.agency.part.${name}`)}{' '}
					<strong>{PARTS[name].reduce((sum, state) => sum + (counts[state] ?? 0), 0)}</strong>
				</button>
			))}
		</fieldset>
	);
}

/** The list is asked for anew when an upload has come further. */
function useFreshWithUploads(): { readonly paused: boolean } {
	const queries = useQueryClient();
	const { data } = useUploadQueue();
	const mark = data && JSON.stringify([data.counts, data.items.map((one) => one.outcomeState)]);
	const known = useRef(mark);
	useEffect(() => {
		if (known.current !== undefined && mark !== known.current) {
			void queries.invalidateQueries({ queryKey: api.signing.forAgency.key() });
		}
		known.current = mark;
	}, [queries, mark]);
	return { paused: data?.paused === true };
}

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignRow } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import type { OutcomeStateKind } from '../../domain/outcome-state.ts';
import { api } from '../client.ts';
import { EmptyNotice } from '../parts/empty-notice.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { type AgencyNotes, agencyColumns } from '../parts/signing/agency-columns.tsx';
import { CertificateChoice } from '../parts/signing/certificate-choice.tsx';
import { CodesDialog } from '../parts/signing/codes-dialog.tsx';
import { openPaper, paperName } from '../parts/signing/paper-columns.tsx';
import { focusPickTable, PickTable } from '../parts/signing/pick-table.tsx';
import { SignBatchDialog } from '../parts/signing/sign-batch-dialog.tsx';
import type { Batch } from '../parts/signing/use-batch.ts';
import { usePicks } from '../parts/signing/use-picks.ts';
import { PausedNotice } from '../parts/uploads/paused-notice.tsx';
import { useChecks } from '../parts/uploads/use-checks.ts';
import { useUploadCounts } from '../parts/uploads/use-upload-queue.ts';
import { DESK_SHAPE } from '../state/desk-shape.ts';
import { useKeys } from '../state/use-keys.ts';
import { useLongList } from '../state/use-long-list.ts';
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
	const [open, setOpen] = useState<Open>();
	const [refused, setRefused] = useState<AgencyNotes['refused']>(new Map());
	const { checks, check, checking } = useChecks();
	const { paused } = useFreshWithUploads();
	const { desk, list, counts, total } = useDesk(part);
	const { rows } = list;
	const { chosen, all, pickAll, setPicked, table } = usePicks(list, { ...DESK_SHAPE, total });
	const toCode = chosen.filter((row) => row.state === 'approved');
	const toSign = chosen.filter((row) => row.state === 'coded');
	const code = (): void => setOpen({ kind: 'codes', rows: toCode });
	const sign = (): void => setOpen({ kind: 'sign', rows: toSign });
	const look = (): void => check(chosen.map((row) => row.id));
	const done = (batch: Batch | undefined): void => {
		if (batch !== undefined) setRefused(new Map(batch.refused.map(({ id, fault }) => [id, fault])));
		if (batch !== undefined && open?.kind === 'sign') {
			setPicked((picked) => new Set([...picked].filter((id) => !batch.done.includes(id))));
		}
		setOpen(undefined);
		setTimeout(focusPickTable);
	};
	const show = (next: Part): void => {
		setPart(next);
		setPicked(new Set());
	};
	const next = toCode.length > 0 ? code : sign;
	const pickLabel = all ? t('screen.sign.pickNone') : t('screen.sign.pickAllOf', { count: total });
	useKeys({
		...Object.fromEntries(
			PART_NAMES.map((name, index) => [
				String(index + 1),
				{ label: t(`screen.agency.part.${name}`), act: () => show(name) },
			]),
		),
		c: { label: t('screen.agency.code', { count: toCode.length }), act: code, off: toCode.length === 0 },
		s: { label: t('screen.agency.sign', { count: toSign.length }), act: sign, off: toSign.length === 0 },
		k: { label: t('screen.agency.check', { count: chosen.length }), act: look, off: chosen.length === 0 },
		a: { label: pickLabel, act: pickAll, off: rows.length === 0 },
		'ctrl+Enter': {
			label: t('screen.agency.nextKey'),
			act: next,
			off: toCode.length === 0 && toSign.length === 0,
		},
	});
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
			<Parts part={part} counts={desk.data === undefined ? undefined : counts} onPart={show} t={t} />
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
					{pickLabel} <kbd>A</kbd>
				</Button>
				<span className="facts">
					<kbd>Ctrl+Enter</kbd> {t('screen.agency.nextStep')}
				</span>
			</div>
			{desk.error !== null && <FaultNotice error={desk.error} onRetry={desk.refetch} />}
			{desk.isPending && <Loading />}
			{desk.data !== undefined && rows.length === 0 && <Nothing part={part} />}
			{rows.length > 0 && (
				<PickTable<SignRow>
					label={t('screen.agency.title')}
					{...table}
					nameOf={(row) => paperName(row, t)}
					columns={agencyColumns(t, { refused, checks })}
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

type Counts = Readonly<Partial<Record<OutcomeStateKind, number>>>;

function countOf(part: Part, counts: Counts): number {
	return PARTS[part].reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}

function Nothing({ part }: { readonly part: Part }): ReactNode {
	const { t } = useTranslation();
	const title = t(`screen.agency.empty.${part}`);
	const sent = part === 'sending' || part === 'failed';
	return <EmptyNotice title={title} advice={t(`screen.agency.emptyNext.${part}`)} ways={sent ? ['uploads'] : []} />;
}

type PartsProps = {
	readonly part: Part;
	/** Absent until they are known. */
	readonly counts: Counts | undefined;
	readonly onPart: (part: Part) => void;
	readonly t: TFunction;
};

function Parts({ part, counts, onPart, t }: PartsProps): ReactNode {
	return (
		<fieldset className="parts" aria-label={t('screen.agency.parts')}>
			{PART_NAMES.map((name, index) => (
				<button key={name} type="button" aria-pressed={name === part} onClick={() => onPart(name)}>
					<kbd>{index + 1}</kbd> {t(`screen.agency.part.${name}`)}{' '}
					{counts !== undefined && <strong>{countOf(name, counts)}</strong>}
				</button>
			))}
		</fieldset>
	);
}

/** A part of the desk, as far as it is loaded, and how many lie in each. */
function useDesk(part: Part) {
	const desk = useInfiniteQuery(
		api.signing.forAgency.infiniteOptions({
			input: (cursor: string | undefined) => ({ states: [...PARTS[part]], cursor }),
			initialPageParam: undefined as string | undefined,
			getNextPageParam: (last) => last.nextCursor,
		}),
	);
	const list = useLongList(desk, DESK_SHAPE);
	const counts = desk.data?.pages.at(-1)?.counts ?? {};
	return { desk, list, counts, total: countOf(part, counts) };
}

/** The list is asked for anew when an upload has come further. */
function useFreshWithUploads(): { readonly paused: boolean } {
	const queries = useQueryClient();
	const { data } = useUploadCounts();
	const mark = data && JSON.stringify(data.counts);
	const known = useRef(mark);
	useEffect(() => {
		if (known.current !== undefined && mark !== known.current) {
			void queries.invalidateQueries({ queryKey: api.signing.forAgency.key() });
		}
		known.current = mark;
	}, [queries, mark]);
	return { paused: data?.paused === true };
}

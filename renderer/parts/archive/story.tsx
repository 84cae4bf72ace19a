import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
	type OutcomeRow,
	type OutcomeView,
	type RevisionView,
	revisionPath,
	type StoryView,
} from '../../../contract/index.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { api } from '../../client.ts';
import { showDay, showInstant } from '../../state/dates.ts';
import { routeHash } from '../../state/route.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { outcomeName } from '../outcome-name.ts';
import { StateTag } from '../state-tag.tsx';

/** What an outcome has been through. */
export function useStory(outcome: OutcomeView) {
	// A new revision of the row (somebody acted) asks anew.
	return useQuery({
		...api.archive.story.queryOptions({ input: { id: outcome.id } }),
		queryKey: [...api.archive.story.queryKey({ input: { id: outcome.id } }), outcome.revision],
	});
}

type Props = { readonly outcome: OutcomeView; readonly story: ReturnType<typeof useStory> };

/** That a paper is no longer in force, where nobody can overlook it; and which paper this one has replaced. */
export function Afterwards({ story }: Pick<Props, 'story'>): ReactNode {
	const { t } = useTranslation();
	if (story.error !== null) return <FaultNotice error={story.error} onRetry={story.refetch} />;
	const { afterwards, replaces = [] } = story.data ?? {};
	if (afterwards === undefined && replaces.length === 0) return null;
	return (
		<section className={afterwards === undefined ? 'afterwards' : 'afterwards over'} aria-labelledby="afterwards-title">
			<h2 id="afterwards-title">{t('screen.archive.afterwards')}</h2>
			{afterwards !== undefined && <Over afterwards={afterwards} />}
			{replaces.map((row) => (
				<p key={row.id}>
					{t('screen.archive.replaces')} <OutcomeLink row={row} />
				</p>
			))}
		</section>
	);
}

function Over({ afterwards }: { readonly afterwards: NonNullable<StoryView['afterwards']> }): ReactNode {
	const { t } = useTranslation();
	switch (afterwards.kind) {
		case 'replaced':
			return afterwards.by === undefined ? (
				<p>{t('screen.archive.replacedUnseen')}</p>
			) : (
				<p>
					<strong>{t('screen.archive.replacedBy')}</strong> <OutcomeLink row={afterwards.by} />
				</p>
			);
		case 'recalled': {
			const { decisionNumber, date, reason } = afterwards.recall;
			return (
				<>
					<p>
						<strong>{t('screen.archive.recalledBy', { number: decisionNumber, day: showDay(date) })}</strong>
					</p>
					<p>{t('screen.archive.recalledWhy', { reason })}</p>
				</>
			);
		}
		case 'expired':
			return (
				<p>
					<strong>{t('screen.archive.expiredOn', { day: showDay(afterwards.on) })}</strong>
				</p>
			);
		default:
			return assertNever(afterwards);
	}
}

function OutcomeLink({ row }: { readonly row: OutcomeRow }): ReactNode {
	const { t } = useTranslation();
	const { documentNumber, issueDate } = row.values;
	const facts = [documentNumber, issueDate && showDay(issueDate)].filter(Boolean).join(', ');
	return (
		<>
			<a href={routeHash({ kind: 'outcome', id: row.id, query: '', page: 0 })}>{outcomeName(row, t)}</a>
			{facts !== '' && ` (${facts})`} <StateTag state={row.state} />
		</>
	);
}

/** All revisions of the document, newest first: who made each and when, its hash, and its own bytes to be opened. */
export function RevisionList({ outcome, story }: Props): ReactNode {
	const { t } = useTranslation();
	if (story.error !== null) return null;
	return (
		<section className="revisions" aria-labelledby="revisions-title">
			<h2 id="revisions-title">{t('screen.archive.revisions')}</h2>
			{story.data === undefined && <Spin />}
			<ol>
				{story.data?.revisions.toReversed().map((revision) => (
					<RevisionItem key={revision.sha256} outcome={outcome} revision={revision} />
				))}
			</ol>
		</section>
	);
}

function RevisionItem({
	outcome,
	revision,
}: {
	readonly outcome: OutcomeView;
	readonly revision: RevisionView;
}): ReactNode {
	const { t } = useTranslation();
	const { version, number, sha256, byteLength, at, made, by } = revision;
	return (
		<li>
			<strong>{t('screen.archive.revision', { version, number })}</strong>
			{sha256 === outcome.document?.sha256 && ` (${t('screen.archive.current')})`} · {t(`screen.archive.made.${made}`)}{' '}
			· {by === '' ? t('screen.common.byMachine') : by} · {showInstant(at)} ·{' '}
			<a href={revisionPath(outcome.id, sha256)} target="_blank" rel="noreferrer">
				{t('screen.archive.openRevision')}
			</a>{' '}
			({t('screen.outcome.size', { kb: Math.ceil(byteLength / 1024) })})<code className="hash">SHA-256 {sha256}</code>
		</li>
	);
}

import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeId } from '../../domain/ids.ts';
import type { SignatureFinding, SignatureVerdict } from '../../domain/signature-report.ts';
import { api } from '../client.ts';
import { showInstant } from '../state/dates.ts';
import { FaultNotice } from './fault-notice.tsx';

const SIGNS: Readonly<Record<SignatureVerdict, string>> = {
	valid: '✓',
	untrusted: '!',
	unsigned: '!',
	malformed: '✗',
	altered: '✗',
	notCovering: '✗',
	changedAfter: '✗',
};

/** The report on the newest revision's signatures. */
export function useSignatureReport(id: OutcomeId) {
	return useQuery(api.signing.report.queryOptions({ input: { id } }));
}

/** Who has signed, and whether it holds, in words. */
export function SignatureList({ report }: { readonly report: ReturnType<typeof useSignatureReport> }): ReactNode {
	const { t } = useTranslation();
	return (
		<section aria-labelledby="signatures-title">
			<h2 id="signatures-title">{t('screen.approve.signatures')}</h2>
			{report.error !== null && <FaultNotice error={report.error} onRetry={report.refetch} />}
			{report.isPending && <Spin />}
			{report.data !== undefined && <Verdict verdict={report.data.verdict} />}
			<ol className="signatures">
				{report.data?.findings.map((finding) => (
					<Finding key={finding.fieldName} finding={finding} />
				))}
			</ol>
		</section>
	);
}

function Verdict({ verdict }: { readonly verdict: SignatureVerdict }): ReactNode {
	const { t } = useTranslation();
	return (
		<strong className={verdict === 'valid' ? 'verdict' : 'verdict bad'}>
			<span aria-hidden="true">{SIGNS[verdict]}</span> {t(`signature.verdict.${verdict}`)}
		</strong>
	);
}

function Finding({ finding }: { readonly finding: SignatureFinding }): ReactNode {
	const { t } = useTranslation();
	const { signerName, organisation, signedAt, mark } = finding;
	const who = [signerName === '' ? t('signature.nobody') : signerName, organisation].filter(Boolean).join(', ');
	return (
		<li>
			<strong>{who}</strong>
			<Verdict verdict={finding.verdict} />
			<small>
				{signedAt === undefined ? t('signature.noTime') : t('signature.signedAt', { time: showInstant(signedAt) })}.{' '}
				{t(`signature.standing.${finding.standing}`)}{' '}
				{t(`signature.addedAfter.${finding.addedAfter}`, { bytes: finding.coversBytes })}{' '}
				{mark === undefined ? t('signature.noMark') : t(`signature.mark.${mark.corner}`, { page: mark.page + 1 })}
			</small>
		</li>
	);
}

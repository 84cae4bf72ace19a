import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateView } from '../../../contract/index.ts';
import { showInstant } from '../../state/dates.ts';

/** A certificate that ends within this time is worth a word, ms: renewing one takes an office weeks. */
const SOON_MS = 30 * 86_400_000;
/** Digits of the serial number that tell two certificates apart. */
const SERIAL_END = 8;

/** Whose certificate it is, who issued it, until when it is valid, and whether it may sign: in words and a sign, not in colour alone. */
export function CertificateFacts({ certificate }: { readonly certificate: CertificateView }): ReactNode {
	const { t } = useTranslation();
	const { facts, fileName } = certificate;
	if (facts === undefined) {
		return (
			<p className="certificate-facts">
				<strong>{fileName}</strong> <small>{t('screen.sign.notOpened')}</small>
			</p>
		);
	}
	const { holder, organisation, issuer, serial, validFrom, validUntil, fitness } = facts;
	const leftMs = Date.parse(validUntil) - Date.now();
	const soon = fitness === 'fit' && leftMs < SOON_MS;
	return (
		<div className="certificate-facts">
			<p>
				<strong>{holder}</strong>
				{organisation !== undefined && organisation !== holder && ` · ${organisation}`}
			</p>
			<p>
				<small>
					{t('screen.sign.issuedBy', { issuer })} · {t('screen.sign.serial', { serial: serial.slice(-SERIAL_END) })} ·{' '}
					{t('screen.sign.valid', {
						from: showInstant(validFrom).slice(0, 10),
						to: showInstant(validUntil).slice(0, 10),
					})}
				</small>
			</p>
			<p className={fitness === 'fit' ? (soon ? 'warn' : 'good') : 'bad'} data-fitness={fitness}>
				{fitness === 'fit' ? (soon ? '⚠' : '✓') : '✕'} {t(`screen.sign.fitness.${fitness}`)}
				{soon && ` ${t('screen.sign.endsSoon', { count: Math.max(0, Math.floor(leftMs / 86_400_000)) })}`}
			</p>
		</div>
	);
}

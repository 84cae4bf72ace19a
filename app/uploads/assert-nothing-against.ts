import { Fault } from '../../domain/index.ts';
import type { PreflightReason } from '../../upload/index.ts';

/** @throws {Fault} `preflightFailed` ({ reasons }) when one of the reasons forbids an upload. */
export function assertNothingAgainst(reasons: readonly PreflightReason[]): void {
	const against = reasons.filter((reason) => reason.blocks);
	if (against.length > 0) throw new Fault('preflightFailed', { reasons: against.map(inShort).join('; ') });
}

/** `code key=value …`: the form that i18n puts into words. */
function inShort({ code, data }: PreflightReason): string {
	return [code, ...Object.entries(data).map(([key, value]) => `${key}=${value}`)].join(' ');
}

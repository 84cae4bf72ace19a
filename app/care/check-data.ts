import { appendAudit, checkData as check, type DataReport } from '../../db/index.ts';
import type { Actor, OnProgress } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/** Compares files, hashes and rows, and proves the audit chain; that it was done is logged. @throws {Fault} `notAllowed`, `cancelled`. */
export async function checkData(
	actor: Actor,
	core: Core,
	host: { readonly signal?: AbortSignal; readonly onProgress?: OnProgress } = {},
): Promise<DataReport> {
	const { accountId } = permit(actor, 'checkData');
	const report = await check(core.db, core.vault, {
		...(host.signal && { signal: host.signal }),
		onFile: (done, all) =>
			host.onProgress?.({ value: done / Math.max(1, all), title: 'check', detail: `${done}/${all}` }),
	});
	const event = { kind: 'dataChecked', problems: report.problems.length } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return report;
}

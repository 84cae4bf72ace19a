import type { ActorView, AuditCheckView, CheckReport } from '../../contract/index.ts';
import { type AuditCheck, type DataProblem, type DataReport, getOrgUnit } from '../../db/index.ts';
import { type AccountActor, asSha256, type Outcome } from '../../domain/index.ts';
import type { Core } from '../core.ts';

/** Who is signed in, for the screen. */
export async function toActorView(core: Core, actor: AccountActor): Promise<ActorView> {
	const unit = await getOrgUnit(core.db, actor.orgUnitId);
	const { accountId, name, roles, orgUnitId } = actor;
	return { accountId, name, roles, orgUnit: { id: orgUnitId, name: unit?.name ?? '' } };
}

/** A check's findings in the shape of the contract. */
export function toCheckReport(report: DataReport): CheckReport {
	const { files, problems, orphans } = report;
	const losses = problems.flatMap((problem): CheckReport['losses'] => {
		if (problem.kind === 'fileLost') return [{ path: problem.path, reason: 'missing' }];
		return problem.kind === 'fileChanged' ? [{ path: problem.path, reason: 'changed' }] : [];
	});
	const aboutAudit: readonly DataProblem['kind'][] = ['auditBroken', 'auditRewritten'];
	const auditSound = !problems.some(({ kind }) => aboutAudit.includes(kind));
	const aboutRows = problems.filter(
		({ kind }) => kind !== 'fileLost' && kind !== 'fileChanged' && !aboutAudit.includes(kind),
	);
	return { checkedFiles: files, orphans, losses, databaseSound: aboutRows.length === 0, auditSound };
}

/** A check of the audit chain in the shape of the contract. */
export function toAuditCheckView(check: AuditCheck): AuditCheckView {
	return check.kind === 'whole' ? { ...check, head: asSha256(check.head) } : check;
}

/** Where an outcome is after an act, in the shape of the contract. */
export function toMoved({ id, state, revision }: Outcome) {
	return { id, state: state.kind, revision };
}

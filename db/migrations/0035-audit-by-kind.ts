import type { Migration } from '../migrate.ts';

/** The audit log is asked for one kind of event (the newest backup, refusals): an index instead of a walk over all rows. */
export const auditByKind: Migration = {
	version: 35,
	name: 'audit-by-kind',
	up(db) {
		db.exec('CREATE INDEX audit_by_kind ON audit (kind, seq)');
	},
};

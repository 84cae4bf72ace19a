import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../db/migrate.ts';
import { MIGRATIONS } from '../../../db/migrations/index.ts';
import { AT, tempFolder } from '../../unit/db/support.ts';

const moved = (event: string, to: string) => JSON.stringify({ kind: 'outcomeMoved', event, to, outcomeId: 'o' });

it('0033 takes over what waits and what has happened: days are those of Viet Nam', () => {
	const db = new Database(':memory:');
	const before = MIGRATIONS.filter(({ version }) => version < 33);
	migrate(db, tempFolder(), before, new Date(AT));
	db.exec(`
		INSERT INTO org_units VALUES ('u', NULL, 'Xã', 'H1', '/u/', '${AT}');
		INSERT INTO accounts (id, org_unit_id, login, name, password_hash, created_at, password_set_at)
		VALUES ('a', 'u', 'an', 'An', 'h', '${AT}', '${AT}');
		INSERT INTO outcomes VALUES
			(1, 'o', 'u', NULL, 'a', 'decision', 'submitted', '{"kind":"submitted"}', 4, '2026-10-31T16:59:00.000Z', '${AT}'),
			(2, 'p', 'u', NULL, 'a', 'decision', 'recognized', '{"kind":"recognized"}', 2, '2026-10-31T17:00:00.000Z', '${AT}');`);
	const log = db.prepare("INSERT INTO audit VALUES (?, ?, ?, '{}', 'outcomeMoved', 'o', ?, '', ?)");
	const events = [moved('correct', 'recognized'), moved('verify', 'verified'), moved('submit', 'submitted')];
	for (const [n, event] of events.entries()) log.run(n + 1, `e${n}`, '2026-11-01T18:00:00.000Z', event, `h${n}`);

	migrate(db, tempFolder(), MIGRATIONS, new Date(AT));
	expect(db.prepare('SELECT outcome_id, waiting, figures FROM review_figures').all()).toEqual([
		{ outcome_id: 'o', waiting: 1, figures: null },
	]);
	expect(db.prepare('SELECT outcome_seq AS of, to_state AS "to", day FROM outcome_moves ORDER BY seq').all()).toEqual([
		{ of: 1, to: 'scanned', day: '2026-10-31' },
		{ of: 2, to: 'scanned', day: '2026-11-01' },
		{ of: 1, to: 'verified', day: '2026-11-02' },
		{ of: 1, to: 'submitted', day: '2026-11-02' },
	]);
	db.close();
});

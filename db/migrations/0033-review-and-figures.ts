import type { Migration } from '../migrate.ts';

/** What supervisors sort their queue by, what they have looked at, and what the office's figures are counted from. */
export const reviewAndFigures: Migration = {
	version: 33,
	name: 'review-and-figures',
	up(db) {
		for (const part of [REVIEW, LOOKED_AT, MOVES, FIELDS, RETURNS, CLERKS, EARLIER]) db.exec(part);
	},
};

const REVIEW = `
-- One row an outcome that was ever submitted. figures: domain ReviewFigures, null until they are gathered; score: the sum of its
-- deviations, the worst first, and what nobody has looked into before all. waiting: is submitted now. fields: domain FieldResults
-- as they are counted in field_figures under counted_on (a day, +07:00).
CREATE TABLE review_figures (
	outcome_id TEXT NOT NULL PRIMARY KEY REFERENCES outcomes (id),
	org_unit_id TEXT NOT NULL REFERENCES org_units (id),
	waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)),
	score INTEGER NOT NULL,
	figures TEXT CHECK (json_valid(figures)),
	fields TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)),
	counted_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX review_figures_by_org_unit ON review_figures (org_unit_id, waiting, score DESC, outcome_id);
CREATE INDEX review_figures_by_score ON review_figures (waiting, score DESC, outcome_id);

-- Whichever way an outcome comes to the supervisors or leaves them.
CREATE TRIGGER review_begins AFTER UPDATE OF state ON outcomes WHEN NEW.state = 'submitted' AND OLD.state <> 'submitted' BEGIN
	INSERT INTO review_figures (outcome_id, org_unit_id, waiting, score) VALUES (NEW.id, NEW.org_unit_id, 1, 1000000)
	ON CONFLICT (outcome_id) DO UPDATE SET waiting = 1, score = 1000000, figures = NULL;
END;
CREATE TRIGGER review_ends AFTER UPDATE OF state ON outcomes WHEN OLD.state = 'submitted' AND NEW.state <> 'submitted' BEGIN
	UPDATE review_figures SET waiting = 0 WHERE outcome_id = NEW.id;
END;
`;

const LOOKED_AT = `
-- What a supervisor has had on the screen last: this revision of the outcome, with a document of these bytes. It stays when the outcome
-- goes back to the clerk, so that the supervisor is told that it has changed since.
CREATE TABLE looked_at (
	account_id TEXT NOT NULL REFERENCES accounts (id),
	outcome_id TEXT NOT NULL REFERENCES outcomes (id),
	revision INTEGER NOT NULL,
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
	at TEXT NOT NULL,
	PRIMARY KEY (account_id, outcome_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX looked_at_by_outcome ON looked_at (outcome_id);
`;

/** Seconds that led to a state, in SQL over the new row `NEW`: import to submission, submission to approval, approval to receipt. */
const TOOK = `unixepoch(NEW.updated_at) - CASE NEW.state
		WHEN 'submitted' THEN unixepoch(NEW.created_at)
		WHEN 'approved' THEN unixepoch(json_extract(NEW.state_data, '$.submission.at'))
		WHEN 'stored' THEN unixepoch(json_extract(NEW.state_data, '$.approval.at'))
	END`;

const MOVES = `
-- Every change of state, for figures; what is proven stands in the audit log. from_state: null when the paper came in. day: +07:00.
-- took_s: see the trigger. dossier: whether the paper had a dossier code when the repository took it.
CREATE TABLE outcome_moves (
	seq INTEGER PRIMARY KEY,
	outcome_seq INTEGER NOT NULL REFERENCES outcomes (seq),
	org_unit_id TEXT NOT NULL REFERENCES org_units (id),
	clerk_id TEXT NOT NULL REFERENCES accounts (id),
	from_state TEXT,
	to_state TEXT NOT NULL,
	day TEXT NOT NULL,
	took_s INTEGER,
	dossier INTEGER
) STRICT;
-- Both hold all that figures are counted from: no row is looked at.
CREATE INDEX outcome_moves_by_unit ON outcome_moves (org_unit_id, to_state, day, from_state, outcome_seq, took_s);
CREATE INDEX outcome_moves_by_clerk ON outcome_moves (clerk_id, to_state, day, from_state, org_unit_id, outcome_seq, took_s);
CREATE INDEX outcome_moves_by_outcome ON outcome_moves (outcome_seq, to_state, dossier);

CREATE TRIGGER outcome_comes_in AFTER INSERT ON outcomes BEGIN
	INSERT INTO outcome_moves (outcome_seq, org_unit_id, clerk_id, from_state, to_state, day)
	VALUES (NEW.seq, NEW.org_unit_id, NEW.clerk_id, NULL, NEW.state, date(NEW.created_at, '+7 hours'));
END;
CREATE TRIGGER outcome_moves_on AFTER UPDATE OF state ON outcomes WHEN OLD.state <> NEW.state BEGIN
	INSERT INTO outcome_moves (outcome_seq, org_unit_id, clerk_id, from_state, to_state, day, took_s, dossier)
	VALUES (
		NEW.seq, NEW.org_unit_id, NEW.clerk_id, OLD.state, NEW.state, date(NEW.updated_at, '+7 hours'), ${TOOK},
		CASE NEW.state WHEN 'stored' THEN EXISTS (
			SELECT 1 FROM current_readings AS r WHERE r.outcome_id = NEW.id AND r.field = 'dossierCode' AND r.value <> ''
		) END
	);
END;
`;

const FIELDS = `
-- How often the machine read a field of what was submitted that day, was corrected, and had read nothing where a person found a value.
CREATE TABLE field_figures (
	org_unit_id TEXT NOT NULL REFERENCES org_units (id),
	day TEXT NOT NULL,
	clerk_id TEXT NOT NULL REFERENCES accounts (id),
	field TEXT NOT NULL,
	kept INTEGER NOT NULL DEFAULT 0,
	corrected INTEGER NOT NULL DEFAULT 0,
	typed INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (org_unit_id, day, clerk_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_figures_by_clerk ON field_figures (clerk_id, day);
`;

const RETURNS = `
-- The frequent reason that was picked, beside the words (domain RETURN_CODES).
ALTER TABLE outcome_notes ADD COLUMN code TEXT;
CREATE INDEX outcome_notes_of_returns ON outcome_notes (at) WHERE event = 'return';
`;

const CLERKS = `
-- A clerk's own backlog by state, without a look at the rows.
DROP INDEX outcomes_by_clerk;
CREATE INDEX outcomes_by_clerk ON outcomes (clerk_id, state, id, org_unit_id);
`;

const EARLIER = `
-- What happened before there were these tables, as far as the audit log tells it.
INSERT INTO review_figures (outcome_id, org_unit_id, waiting, score)
SELECT id, org_unit_id, 1, 1000000 FROM outcomes WHERE state = 'submitted';
INSERT INTO outcome_moves (outcome_seq, org_unit_id, clerk_id, from_state, to_state, day)
SELECT seq, org_unit_id, clerk_id, NULL, 'scanned', date(created_at, '+7 hours') FROM outcomes ORDER BY seq;
INSERT INTO outcome_moves (outcome_seq, org_unit_id, clerk_id, from_state, to_state, day)
SELECT o.seq, o.org_unit_id, o.clerk_id, '', json_extract(a.event, '$.to'), date(a.at, '+7 hours')
FROM audit AS a JOIN outcomes AS o ON o.id = a.subject_id
WHERE a.kind = 'outcomeMoved' AND json_extract(a.event, '$.event') <> 'correct' ORDER BY a.seq;
`;

import type { Migration } from '../migrate.ts';

/** What comparing fields with the paper keeps: confirmations, what is still being typed, and fields typed a second time. */
export const fieldsAndDrafts: Migration = {
	version: 31,
	name: 'fields-and-drafts',
	up(db) {
		for (const part of [CONFIRMED, DRAFTS, SECOND_KEYS]) db.exec(part);
	},
};

/** Whether a person stands behind a reading. The index below serves only who writes it exactly so. */
const PERSONS_WORD = `(by_account_id IS NOT NULL AND origin <> 'demo')`;

const CONFIRMED = `
-- A person who confirms what a machine read adds a reading: the machine's value and origin, with who and when.
CREATE INDEX readings_that_count ON readings (outcome_id, field, ${PERSONS_WORD} DESC, seq DESC);
DROP VIEW current_readings;
DROP INDEX readings_newest;

-- What counts for a field: the newest value that a person gave or confirmed, else the machine's newest on the newest version.
CREATE VIEW current_readings AS
SELECT r.* FROM readings AS r
WHERE r.seq = (
	SELECT seq FROM readings
	WHERE outcome_id = r.outcome_id AND field = r.field
	ORDER BY ${PERSONS_WORD} DESC, seq DESC LIMIT 1
) AND (
	(r.by_account_id IS NOT NULL AND r.origin <> 'demo') OR r.version_id = (
		SELECT v.id FROM outcome_versions AS v WHERE v.outcome_id = r.outcome_id ORDER BY v.number DESC LIMIT 1
	)
);
`;

const DRAFTS = `
-- What a clerk has in a field's box and has not kept yet, so that no crash and no lock loses a keystroke.
-- place: JSON { page, box }, where the words were taken from the page.
CREATE TABLE field_drafts (
	outcome_id TEXT NOT NULL REFERENCES outcomes (id),
	account_id TEXT NOT NULL REFERENCES accounts (id),
	field TEXT NOT NULL,
	text TEXT NOT NULL,
	place TEXT CHECK (place IS NULL OR json_valid(place)),
	at TEXT NOT NULL,
	PRIMARY KEY (outcome_id, account_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_drafts_by_account ON field_drafts (account_id);
`;

const SECOND_KEYS = `
-- Values that were typed a second time by somebody who did not see the first one.
CREATE TABLE second_keys (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	outcome_id TEXT NOT NULL REFERENCES outcomes (id),
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	by_account_id TEXT NOT NULL REFERENCES accounts (id),
	at TEXT NOT NULL
) STRICT;
CREATE INDEX second_keys_by_outcome ON second_keys (outcome_id, field, seq);
CREATE INDEX second_keys_by_account ON second_keys (by_account_id);
CREATE TRIGGER second_keys_stay BEFORE UPDATE ON second_keys BEGIN
	SELECT RAISE(ABORT, 'second_keys: append-only');
END;
CREATE TRIGGER second_keys_kept BEFORE DELETE ON second_keys BEGIN
	SELECT RAISE(ABORT, 'second_keys: append-only');
END;
`;

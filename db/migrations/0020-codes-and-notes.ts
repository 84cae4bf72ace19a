import type { Migration } from '../migrate.ts';

/** What the second half of the way keeps: codes, reasons, and the audit chain's head in every receipt. */
export const codesAndNotes: Migration = {
	version: 20,
	name: 'codes-and-notes',
	up(db) {
		for (const part of [CODES, NOTES, RECEIPTS, DUPLICATES]) db.exec(part);
	},
};

const CODES = `
-- Issued once and never changed. prefix: the code without its counter; count: the counter (NN) within the prefix.
CREATE TABLE outcome_codes (
	outcome_id TEXT NOT NULL PRIMARY KEY REFERENCES outcomes (id),
	outcome_code TEXT NOT NULL UNIQUE,
	prefix TEXT NOT NULL,
	count INTEGER NOT NULL CHECK (count >= 1),
	doc_code TEXT NOT NULL UNIQUE,
	issued_at TEXT NOT NULL,
	UNIQUE (prefix, count)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER outcome_codes_stay BEFORE UPDATE ON outcome_codes BEGIN
	SELECT RAISE(ABORT, 'outcome_codes: a code never changes');
END;
CREATE TRIGGER outcome_codes_kept BEFORE DELETE ON outcome_codes BEGIN
	SELECT RAISE(ABORT, 'outcome_codes: a code never changes');
END;
`;

const NOTES = `
-- Why somebody did something. Beside the audit log, which holds no text that a person wrote.
CREATE TABLE outcome_notes (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	outcome_id TEXT NOT NULL REFERENCES outcomes (id),
	event TEXT NOT NULL,
	text TEXT NOT NULL CHECK (text <> ''),
	by_account_id TEXT NOT NULL REFERENCES accounts (id),
	at TEXT NOT NULL
) STRICT;
CREATE INDEX outcome_notes_by_outcome ON outcome_notes (outcome_id, seq);
CREATE INDEX outcome_notes_by_account ON outcome_notes (by_account_id);
CREATE TRIGGER outcome_notes_stay BEFORE UPDATE ON outcome_notes BEGIN
	SELECT RAISE(ABORT, 'outcome_notes: append-only');
END;
CREATE TRIGGER outcome_notes_kept BEFORE DELETE ON outcome_notes BEGIN
	SELECT RAISE(ABORT, 'outcome_notes: append-only');
END;
`;

const RECEIPTS = `
-- The newest row of the audit chain when the document was sent: the repository was told it too, so that a log which is
-- written anew from there on no longer matches what others hold.
ALTER TABLE receipts ADD COLUMN audit_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE receipts ADD COLUMN audit_hash TEXT NOT NULL DEFAULT '';
`;

const DUPLICATES = `
-- The same paper under another scan is looked for by its number.
CREATE INDEX readings_by_number ON readings (value) WHERE field = 'documentNumber';
`;

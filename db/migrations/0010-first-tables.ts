import type { Migration } from '../migrate.ts';

/** The first tables. Instants: text, UTC, ISO 8601. Days: text, `YYYY-MM-DD`, +07:00. Booleans: 0 or 1. Ids: UUIDv7 text. */
export const firstTables: Migration = {
	version: 10,
	name: 'first-tables',
	up(db) {
		for (const part of [OFFICE, DOSSIERS, OUTCOMES, FILES, RECOGNITIONS, READINGS, WORK, AUDIT, SEARCH]) db.exec(part);
	},
};

const OFFICE = `
-- path: the ids from the root down, '/a/b/'; a unit and all below it are one range of paths.
CREATE TABLE org_units (
	id TEXT NOT NULL PRIMARY KEY,
	parent_id TEXT REFERENCES org_units (id),
	name TEXT NOT NULL CHECK (name <> ''),
	agency_code TEXT NOT NULL UNIQUE,
	path TEXT NOT NULL UNIQUE,
	created_at TEXT NOT NULL
) STRICT;
CREATE INDEX org_units_by_parent ON org_units (parent_id);

-- login: the key a person signs in with, already folded to one spelling.
CREATE TABLE accounts (
	id TEXT NOT NULL PRIMARY KEY,
	org_unit_id TEXT NOT NULL REFERENCES org_units (id),
	login TEXT NOT NULL UNIQUE CHECK (login <> ''),
	name TEXT NOT NULL,
	password_hash TEXT NOT NULL,
	failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
	locked_until TEXT,
	disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
	created_at TEXT NOT NULL,
	password_set_at TEXT NOT NULL
) STRICT;
CREATE INDEX accounts_by_org_unit ON accounts (org_unit_id);

CREATE TABLE account_roles (
	account_id TEXT NOT NULL REFERENCES accounts (id),
	role TEXT NOT NULL,
	PRIMARY KEY (account_id, role)
) STRICT, WITHOUT ROWID;

-- token_hash: SHA-256 of the token; whoever reads the file can't sign in with it.
CREATE TABLE sessions (
	id TEXT NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL REFERENCES accounts (id),
	token_hash TEXT NOT NULL UNIQUE,
	created_at TEXT NOT NULL,
	expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE settings (
	key TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL CHECK (json_valid(value)),
	updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

const DOSSIERS = `
CREATE TABLE dossiers (
	id TEXT NOT NULL PRIMARY KEY,
	org_unit_id TEXT NOT NULL REFERENCES org_units (id),
	code TEXT NOT NULL,
	created_at TEXT NOT NULL,
	UNIQUE (org_unit_id, code)
) STRICT;

CREATE TABLE components (
	id TEXT NOT NULL PRIMARY KEY,
	dossier_id TEXT NOT NULL REFERENCES dossiers (id),
	name TEXT NOT NULL,
	created_at TEXT NOT NULL
) STRICT;
CREATE INDEX components_by_dossier ON components (dossier_id);
`;

const OUTCOMES = `
-- seq: the row number that the search index points to; declared, because VACUUM renumbers undeclared ones.
CREATE TABLE outcomes (
	seq INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	org_unit_id TEXT NOT NULL REFERENCES org_units (id),
	dossier_id TEXT REFERENCES dossiers (id),
	clerk_id TEXT NOT NULL REFERENCES accounts (id),
	kind TEXT NOT NULL,
	state TEXT NOT NULL,
	state_data TEXT NOT NULL CHECK (json_valid(state_data) AND json_extract(state_data, '$.kind') = state),
	revision INTEGER NOT NULL CHECK (revision >= 1),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX outcomes_by_org_unit ON outcomes (org_unit_id, id);
CREATE INDEX outcomes_by_org_unit_and_state ON outcomes (org_unit_id, state, id);
CREATE INDEX outcomes_by_state ON outcomes (state, id);
CREATE INDEX outcomes_by_dossier ON outcomes (dossier_id);
CREATE INDEX outcomes_by_clerk ON outcomes (clerk_id);

CREATE TABLE outcome_versions (
	id TEXT NOT NULL PRIMARY KEY,
	outcome_id TEXT NOT NULL REFERENCES outcomes (id),
	number INTEGER NOT NULL CHECK (number >= 1),
	original_sha256 TEXT NOT NULL,
	page_count INTEGER NOT NULL CHECK (page_count >= 0),
	created_at TEXT NOT NULL,
	UNIQUE (outcome_id, number)
) STRICT;
CREATE INDEX outcome_versions_by_original ON outcome_versions (original_sha256);
`;

const FILES = `
-- A row never changes: new bytes are a new file.
CREATE TABLE files (
	id TEXT NOT NULL PRIMARY KEY,
	outcome_id TEXT NOT NULL REFERENCES outcomes (id),
	version_id TEXT NOT NULL REFERENCES outcome_versions (id),
	role TEXT NOT NULL CHECK (role IN ('original', 'page', 'document', 'recognition')),
	path TEXT NOT NULL UNIQUE,
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
	bytes INTEGER NOT NULL CHECK (bytes >= 0),
	page INTEGER CHECK (page >= 0),
	created_at TEXT NOT NULL
) STRICT;
CREATE INDEX files_by_outcome ON files (outcome_id, role);
CREATE INDEX files_by_version ON files (version_id);
CREATE TRIGGER files_stay BEFORE UPDATE ON files BEGIN
	SELECT RAISE(ABORT, 'files: a stored file never changes');
END;
`;

const RECOGNITIONS = `
-- What the machine made of a version, as far as lists and supervisors ask for it; words and boxes are in the recognition file.
CREATE TABLE recognitions (
	version_id TEXT NOT NULL PRIMARY KEY REFERENCES outcome_versions (id),
	kind TEXT NOT NULL,
	kind_confidence REAL NOT NULL CHECK (kind_confidence BETWEEN 0 AND 1),
	warnings TEXT NOT NULL CHECK (json_type(warnings) = 'array'),
	created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

const READINGS = `
-- History of every field, append-only. human: a person stands behind the value (domain isHuman); such a row names the person.
CREATE TABLE readings (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	id TEXT NOT NULL UNIQUE,
	outcome_id TEXT NOT NULL REFERENCES outcomes (id),
	version_id TEXT NOT NULL REFERENCES outcome_versions (id),
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	printed TEXT NOT NULL,
	confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
	page INTEGER NOT NULL CHECK (page >= 0),
	box TEXT NOT NULL CHECK (json_array_length(box) = 4),
	origin TEXT NOT NULL,
	human INTEGER NOT NULL GENERATED ALWAYS AS (origin IN ('typed', 'corrected')) STORED,
	by_account_id TEXT REFERENCES accounts (id),
	at TEXT NOT NULL,
	CHECK (human = 0 OR by_account_id IS NOT NULL)
) STRICT;
CREATE INDEX readings_newest ON readings (outcome_id, field, human DESC, seq DESC);
CREATE INDEX readings_by_version ON readings (version_id);
CREATE INDEX readings_by_account ON readings (by_account_id);
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings BEGIN
	SELECT RAISE(ABORT, 'readings: append-only');
END;
CREATE TRIGGER readings_kept BEFORE DELETE ON readings BEGIN
	SELECT RAISE(ABORT, 'readings: append-only');
END;
-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER readings_follow BEFORE INSERT ON readings
WHEN EXISTS (SELECT 1 FROM readings WHERE id = NEW.id OR seq = NEW.seq)
BEGIN
	SELECT RAISE(ABORT, 'readings: append-only');
END;

-- What counts for a field: the newest value a person gave, else the machine's newest on the newest version. A machine can
-- therefore never replace a person's value, whatever it writes.
CREATE VIEW current_readings AS
SELECT r.* FROM readings AS r
WHERE r.seq = (
	SELECT x.seq FROM readings AS x
	WHERE x.outcome_id = r.outcome_id AND x.field = r.field
	ORDER BY x.human DESC, x.seq DESC LIMIT 1
) AND (
	r.human = 1 OR r.version_id = (
		SELECT v.id FROM outcome_versions AS v WHERE v.outcome_id = r.outcome_id ORDER BY v.number DESC LIMIT 1
	)
);
`;

const WORK = `
-- steps: what finished steps yielded, by name, so that a retry skips them. fault: the last one.
CREATE TABLE jobs (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	id TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	subject_id TEXT,
	payload TEXT NOT NULL CHECK (json_valid(payload)),
	state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'finished', 'failed', 'cancelled')),
	attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
	not_before TEXT NOT NULL,
	steps TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(steps)),
	fault TEXT CHECK (json_valid(fault)),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX jobs_by_state ON jobs (state, seq);
CREATE INDEX jobs_by_subject ON jobs (subject_id);

CREATE TABLE receipts (
	id TEXT NOT NULL PRIMARY KEY,
	outcome_id TEXT NOT NULL REFERENCES outcomes (id),
	version_id TEXT NOT NULL REFERENCES outcome_versions (id),
	destination TEXT NOT NULL,
	idempotency_key TEXT NOT NULL UNIQUE,
	document_sha256 TEXT NOT NULL,
	answer TEXT NOT NULL CHECK (json_valid(answer)),
	received_at TEXT NOT NULL
) STRICT;
CREATE INDEX receipts_by_outcome ON receipts (outcome_id);
CREATE INDEX receipts_by_version ON receipts (version_id);

-- Numbers that this workstation may hand out: first to last, next is the one to come.
CREATE TABLE number_ranges (
	prefix TEXT NOT NULL,
	first INTEGER NOT NULL CHECK (first >= 1),
	last INTEGER NOT NULL CHECK (last >= first),
	next INTEGER NOT NULL CHECK (next BETWEEN first AND last + 1),
	PRIMARY KEY (prefix, first)
) STRICT, WITHOUT ROWID;
`;

const AUDIT = `
-- hash: SHA-256 over the hash before and this row; a row that is changed, put in or taken out breaks the chain.
CREATE TABLE audit (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	id TEXT NOT NULL UNIQUE,
	at TEXT NOT NULL,
	actor TEXT NOT NULL,
	kind TEXT NOT NULL,
	subject_id TEXT,
	event TEXT NOT NULL CHECK (json_valid(event)),
	previous_hash TEXT NOT NULL,
	hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX audit_by_subject ON audit (subject_id, seq);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN
	SELECT RAISE(ABORT, 'audit: append-only');
END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN
	SELECT RAISE(ABORT, 'audit: append-only');
END;
-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER audit_follows BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
	OR EXISTS (SELECT 1 FROM audit WHERE id = NEW.id OR hash = NEW.hash)
BEGIN
	SELECT RAISE(ABORT, 'audit: append-only');
END;
`;

const SEARCH = `
-- The text as it stands on the paper: snippets are cut from it, and the index can be built anew from it.
CREATE TABLE search_texts (
	seq INTEGER PRIMARY KEY REFERENCES outcomes (seq),
	number TEXT NOT NULL,
	fields TEXT NOT NULL,
	body TEXT NOT NULL,
	issue_date TEXT
) STRICT;

-- Contentless: what is indexed is our own fold of the text (no tokenizer of FTS5 folds đ), which nobody wants to read back;
-- storing it would double the file. With contentless_delete a row can still be replaced by its number.
-- Three indexes, one a rank: numbers; numbers and fields; numbers, fields and body. One index with three columns would have to go
-- through every row that holds a common word in its body to learn that it is not in a number.
-- words: folded. marks: the words with their marks, so that exact spelling ranks higher. facets: org unit, kind, issue month, so that
-- a common word need not be looked up row by row. The three never share a token (db/search/words.ts, facets.ts).
-- prefix: as long as Vietnamese syllables are, since FTS5 gathers all rows of a beginning that has no such index before it gives the first.
CREATE VIRTUAL TABLE search_numbers USING fts5 (
	words, marks, facets,
	content = '', contentless_delete = 1, prefix = '2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE search_fields USING fts5 (
	words, marks, facets,
	content = '', contentless_delete = 1, prefix = '2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE search_index USING fts5 (
	words, marks, facets,
	content = '', contentless_delete = 1, prefix = '2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 0'
);
`;

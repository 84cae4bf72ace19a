import type { Migration } from '../migrate.ts';

/** Pages that are not an outcome yet, and what a clerk decided about the pages of a version. */
export const stacks: Migration = {
	version: 30,
	name: 'stacks',
	up(db) {
		for (const part of [STACKS, STEPS, PLANS]) db.exec(part);
	},
};

const STACKS = `
-- Belongs to the clerk who took the pages in. pages: the clerk's decisions, in order (domain StackPage).
CREATE TABLE stacks (
	id TEXT NOT NULL PRIMARY KEY,
	org_unit_id TEXT NOT NULL REFERENCES org_units (id),
	clerk_id TEXT NOT NULL REFERENCES accounts (id),
	state TEXT NOT NULL CHECK (state IN ('open', 'finished')),
	origin TEXT NOT NULL CHECK (origin IN ('scanner', 'file', 'folder', 'outcome', 'aside')),
	bound INTEGER NOT NULL CHECK (bound IN (0, 1)),
	expected INTEGER CHECK (expected >= 0),
	pages TEXT NOT NULL CHECK (json_type(pages) = 'array'),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX stacks_by_clerk ON stacks (clerk_id, state, id);
CREATE INDEX stacks_by_org_unit ON stacks (org_unit_id);

-- A file as it came. path: relative to the data folder. dropped: its bytes are kept with outcomes, a copy of them is gone.
CREATE TABLE stack_files (
	id TEXT NOT NULL PRIMARY KEY,
	clerk_id TEXT NOT NULL REFERENCES accounts (id),
	path TEXT NOT NULL,
	name TEXT NOT NULL,
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
	page_count INTEGER NOT NULL CHECK (page_count >= 1),
	dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
	created_at TEXT NOT NULL
) STRICT;
CREATE INDEX stack_files_by_clerk ON stack_files (clerk_id, sha256);
CREATE INDEX stack_files_by_path ON stack_files (path);
CREATE INDEX stack_files_in_hand ON stack_files (id) WHERE dropped = 0;

-- kept_by: the outcome that has this page among its originals.
CREATE TABLE stack_pages (
	id TEXT NOT NULL PRIMARY KEY,
	file_id TEXT NOT NULL REFERENCES stack_files (id),
	page INTEGER NOT NULL CHECK (page >= 0),
	kept_by TEXT REFERENCES outcomes (id),
	UNIQUE (file_id, page)
) STRICT;
CREATE INDEX stack_pages_by_outcome ON stack_pages (kept_by);
`;

const STEPS = `
-- What a clerk can undo and do again: the stacks that an edit touched, before and after.
CREATE TABLE stack_steps (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	clerk_id TEXT NOT NULL REFERENCES accounts (id),
	before TEXT NOT NULL CHECK (json_type(before) = 'array'),
	after TEXT NOT NULL CHECK (json_type(after) = 'array'),
	undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX stack_steps_by_clerk ON stack_steps (clerk_id, undone, seq);
`;

const PLANS = `
-- Which pages of the originals make the document, in order, as a person laid them (domain PlannedPage). None: all, as they came.
CREATE TABLE version_plans (
	version_id TEXT NOT NULL PRIMARY KEY REFERENCES outcome_versions (id),
	pages TEXT NOT NULL CHECK (json_type(pages) = 'array')
) STRICT, WITHOUT ROWID;
CREATE TRIGGER version_plans_stay BEFORE UPDATE ON version_plans BEGIN
	SELECT RAISE(ABORT, 'version_plans: a version never changes');
END;
`;

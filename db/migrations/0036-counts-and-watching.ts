import type { Migration } from '../migrate.ts';

/** How many pages a person counted on paper, and who has the office's folder watched. */
export const countsAndWatching: Migration = {
	version: 36,
	name: 'counts-and-watching',
	up(db) {
		for (const part of [COUNTS, WATCHING]) db.exec(part);
	},
};

const COUNTS = `
-- What a clerk had counted on paper of the stack that a version was made of, and what was there (domain PageCount). papers: how many
-- outcomes that stack made; with more than one nobody knows which of them a missing page belongs to. None: nothing was counted.
CREATE TABLE version_counts (
	version_id TEXT NOT NULL PRIMARY KEY REFERENCES outcome_versions (id),
	expected INTEGER NOT NULL CHECK (expected >= 0),
	counted INTEGER NOT NULL CHECK (counted >= 0),
	papers INTEGER NOT NULL CHECK (papers >= 1)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER version_counts_stay BEFORE UPDATE ON version_counts BEGIN
	SELECT RAISE(ABORT, 'version_counts: a version never changes');
END;
`;

const WATCHING = `
-- Clerks for whom the office's folder is watched, until they stop it: the next start of the program goes on. folder: the one that the
-- clerk started; another that is set since is not watched unasked.
CREATE TABLE watching (
	account_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id),
	folder TEXT NOT NULL,
	since TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

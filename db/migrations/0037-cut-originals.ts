import type { Migration } from '../migrate.ts';

/** Where originals that were cut out of a larger file come from. */
export const cutOriginals: Migration = {
	version: 37,
	name: 'cut-originals',
	up(db) {
		db.exec(CUT_ORIGINALS);
	},
};

const CUT_ORIGINALS = `
-- An original that is one page of a file whose other pages are other papers: that file's hash and the page's number in it, from 0.
-- how: 'copied' with the very streams of its picture, 'drawn' where the file did not let them be copied. The file itself is not kept.
CREATE TABLE cut_originals (
	file_id TEXT NOT NULL PRIMARY KEY REFERENCES files (id),
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
	page INTEGER NOT NULL CHECK (page >= 0),
	how TEXT NOT NULL CHECK (how IN ('copied', 'drawn'))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER cut_originals_stay BEFORE UPDATE ON cut_originals BEGIN
	SELECT RAISE(ABORT, 'cut_originals: where a file comes from never changes');
END;

-- The same of a file that came back to a desk with its outcome. JSON: domain PageOrigin.
ALTER TABLE stack_files ADD COLUMN cut_from TEXT CHECK (json_valid(cut_from));
`;

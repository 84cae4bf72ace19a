import type { Migration } from '../migrate.ts';

/** What is remembered of certificates: never a password, never a key. */
export const certificates: Migration = {
	version: 32,
	name: 'certificates',
	up(db) {
		db.exec(CERTIFICATES);
	},
};

const CERTIFICATES = `
-- The public certificates in a key file, learned when somebody opened it with its password. chain: base64 of DER, the signer's
-- first. file_sha256: of the whole file; who may see it is decided by where the file lies, not by this row.
CREATE TABLE seen_certificates (
	file_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(file_sha256) = 64),
	chain TEXT NOT NULL CHECK (json_type(chain) = 'array'),
	seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person signs with, until another is chosen.
CREATE TABLE chosen_certificates (
	account_id TEXT NOT NULL REFERENCES accounts (id),
	kind TEXT NOT NULL CHECK (kind IN ('clerk', 'agency')),
	file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
	chosen_at TEXT NOT NULL,
	PRIMARY KEY (account_id, kind)
) STRICT, WITHOUT ROWID;
`;

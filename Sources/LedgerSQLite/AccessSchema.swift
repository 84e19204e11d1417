/// Who may come in, as docs/data.md describes it.
enum AccessSchema {
  static let tables = """
    CREATE TABLE api_tokens (
      token_id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      digest BLOB NOT NULL,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      revoked_at INTEGER
    ) STRICT, WITHOUT ROWID;
    """

  /// People who log in, their sessions, and the audit.
  static let accounts = """
    CREATE TABLE accounts (
      account_id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      disabled_at INTEGER,
      must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
      password_until INTEGER,
      salt BLOB NOT NULL,
      rounds INTEGER NOT NULL,
      block_size INTEGER NOT NULL,
      parallelism INTEGER NOT NULL,
      digest BLOB NOT NULL,
      totp_secret BLOB,
      totp_step INTEGER,
      totp_confirmed INTEGER CHECK (totp_confirmed IN (0, 1)),
      failures INTEGER NOT NULL,
      locked_until INTEGER,
      revision INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sessions (
      digest BLOB NOT NULL PRIMARY KEY,
      account_id TEXT NOT NULL REFERENCES accounts (account_id),
      created_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessions_by_account ON sessions (account_id);
    CREATE INDEX sessions_by_end ON sessions (expires_at);

    CREATE TABLE audit_entries (
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      what TEXT NOT NULL,
      about TEXT NOT NULL,
      detail TEXT,
      digest BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END;
    CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'an audit entry is never deleted'); END;
    """
}

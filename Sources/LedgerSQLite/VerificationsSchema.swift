/// Codes that were sent to numbers, as docs/data.md describes them.
enum VerificationsSchema {
  static let tables = """
    CREATE TABLE phone_verifications (
      verification_id TEXT NOT NULL PRIMARY KEY,
      phone BLOB NOT NULL,
      salt BLOB NOT NULL,
      code BLOB NOT NULL,
      asked_at INTEGER NOT NULL,
      asked_by TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      tries INTEGER NOT NULL,
      proof BLOB,
      proof_until INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX verifications_by_phone ON phone_verifications (phone, asked_at);
    CREATE INDEX verifications_by_time ON phone_verifications (asked_at);
    """
}

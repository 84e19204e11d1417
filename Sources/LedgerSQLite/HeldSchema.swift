/// Cases whose effects a desk answers where its writer stands: while they are in its hand they have no rows in the outbox.
enum HeldSchema {
  static let columns = """
    ALTER TABLE cases ADD COLUMN held_by TEXT;
    ALTER TABLE cases ADD COLUMN held_until INTEGER;
    CREATE INDEX cases_held ON cases (held_by) WHERE held_by IS NOT NULL;
    """
}

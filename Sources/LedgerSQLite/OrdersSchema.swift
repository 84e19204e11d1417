/// The tables of orders, as docs/data.md describes them.
enum OrdersSchema {
  /// Until then every row was written with its events.
  static let rowsAreComplete = """
    INSERT INTO order_cursors (reader, position) SELECT 'order-rows', max(position) FROM order_events HAVING max(position) IS NOT NULL
    """

  static let tables = """
    CREATE TABLE orders (
      order_id TEXT NOT NULL PRIMARY KEY,
      merchant TEXT,
      rider TEXT,
      category TEXT,
      state TEXT,
      refund TEXT,
      promised_at INTEGER,
      due INTEGER,
      details BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX orders_by_due ON orders (due) WHERE due IS NOT NULL;

    CREATE TABLE order_events (
      position INTEGER PRIMARY KEY,
      order_id TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;

    CREATE TABLE overdue_marks (
      order_id TEXT NOT NULL,
      rule TEXT NOT NULL,
      due INTEGER NOT NULL,
      marked_at INTEGER NOT NULL,
      told_at INTEGER,
      PRIMARY KEY (order_id, rule)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX overdue_marks_to_tell ON overdue_marks (marked_at, due) WHERE told_at IS NULL;

    CREATE TABLE order_tallies (
      party TEXT NOT NULL CHECK (party IN ('merchant', 'rider')),
      who TEXT NOT NULL,
      day INTEGER NOT NULL,
      orders INTEGER NOT NULL,
      delivered INTEGER NOT NULL,
      cancelled INTEGER NOT NULL,
      overdue INTEGER NOT NULL,
      late INTEGER NOT NULL,
      PRIMARY KEY (party, who, day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE order_cursors (
      reader TEXT NOT NULL PRIMARY KEY,
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}

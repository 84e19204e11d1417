import GRDB
public import Ledger

extension SQLiteLedger: SavedViewLedger {
  public func savedViews(of person: String) async throws(LedgerError) -> SavedViews {
    try await readSoon { db in
      guard let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT views, revision FROM saved_views WHERE person = ?"), arguments: [person]) else {
        return SavedViews()
      }
      let (views, revision): (String, Int) = (row["views"], row["revision"])
      let items: [SavedView] = try RoutingText.read(views, "the saved views of \(person)")
      return SavedViews(items: items, revision: revision)
    }
  }

  public func putSavedViews(_ views: SavedViews, of person: String) async throws(LedgerError) -> Bool {
    try await write { db in
      let text = try RoutingText.write(views.items)
      if views.revision == 0 {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO saved_views (person, views, revision) VALUES (?, ?, 1)").execute(arguments: [person, text])
      } else {
        try db.cachedStatement(sql: "UPDATE saved_views SET views = ?, revision = revision + 1 WHERE person = ? AND revision = ?")
          .execute(arguments: [text, person, views.revision])
      }
      return db.changesCount == 1
    }
  }
}

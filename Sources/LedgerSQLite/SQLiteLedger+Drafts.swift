import GRDB
public import Ledger
import Playbook

extension SQLiteLedger: DraftLedger {
  public func listDrafts() async throws(LedgerError) -> [ListedDraft] {
    try await read { db in
      // The texts may be half a megabyte each: they stay where they are.
      let sql = """
        SELECT playbook, author, at, (SELECT json_group_array(json_extract(value, '$.path')) FROM json_each(drafts.sources)) AS files
        FROM drafts ORDER BY playbook
        """
      return try Row.fetchAll(db.cachedStatement(sql: sql)).map { row in
        let files: [String] = try StoredJSON.value(row["files"])
        return ListedDraft(playbook: row["playbook"], author: row["author"], at: Instant(milliseconds: row["at"]), files: files)
      }
    }
  }

  public func countDrafts() async throws(LedgerError) -> Int {
    try await read { db in try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM drafts")) ?? 0 }
  }

  public func readDraft(of playbook: String) async throws(LedgerError) -> PlaybookDraft? {
    try await read { db in
      try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM drafts WHERE playbook = ?"), arguments: [playbook]).map(PlaybookDraft.init)
    }
  }

  public func keepDraft(_ draft: PlaybookDraft, insteadOf tag: String?) async throws(LedgerError) -> Bool {
    let sources = try StoredSource.text(of: draft.sources)
    return try await write { db in
      if let tag {
        try db.cachedStatement(sql: "UPDATE drafts SET tag = ?, author = ?, at = ?, sources = ? WHERE playbook = ? AND tag = ?")
          .execute(arguments: [draft.tag, draft.author, draft.at.milliseconds, sources, draft.playbook, tag])
      } else {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO drafts (playbook, tag, author, at, sources) VALUES (?, ?, ?, ?, ?)")
          .execute(arguments: [draft.playbook, draft.tag, draft.author, draft.at.milliseconds, sources])
      }
      return db.changesCount == 1
    }
  }

  public func dropDraft(of playbook: String, tag: String) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.cachedStatement(sql: "DELETE FROM drafts WHERE playbook = ? AND tag = ?").execute(arguments: [playbook, tag])
      return db.changesCount == 1
    }
  }
}

extension PlaybookDraft {
  /// The tag stands in the table for comparing alone: it follows from the sources.
  fileprivate init(_ row: Row) throws {
    let at: Int64 = row["at"]
    self.init(playbook: row["playbook"], sources: try StoredSource.sources(row["sources"]), author: row["author"], at: Instant(milliseconds: at))
  }
}

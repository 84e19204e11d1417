import GRDB
public import Ledger
import Playbook

extension SQLiteLedger {
  public func putPlaybook(_ playbook: PublishedPlaybook) async throws(LedgerError) {
    let sources = try StoredSource.text(of: playbook.sources)
    try await write { db in
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO playbooks (version, playbook, title, published_at, sources) VALUES (?, ?, ?, ?, ?)")
        .execute(arguments: [playbook.version, playbook.id, playbook.title, playbook.publishedAt.milliseconds, sources])
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO current_playbooks (playbook, version) VALUES (?, ?)")
        .execute(arguments: [playbook.id, playbook.version])
    }
  }

  public func readPlaybook(version: String) async throws(LedgerError) -> PublishedPlaybook? {
    try await read { db in
      try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM playbooks WHERE version = ?"), arguments: [version]).map(published)
    }
  }

  public func currentVersion(of playbook: String) async throws(LedgerError) -> String? {
    try await read { db in
      try String.fetchOne(db.cachedStatement(sql: "SELECT version FROM current_playbooks WHERE playbook = ?"), arguments: [playbook])
    }
  }

  public func listPlaybooks() async throws(LedgerError) -> [PublishedPlaybook] {
    let sql = "SELECT playbooks.* FROM current_playbooks JOIN playbooks USING (version) ORDER BY current_playbooks.playbook"
    return try await read { db in try Row.fetchAll(db.cachedStatement(sql: sql)).map(published) }
  }
}

/// The sources of a version as they are stored.
struct StoredSource: Codable {
  let path: String
  let text: String

  static func text(of sources: [SourceText]) throws(LedgerError) -> String {
    try StoredJSON.text(sources.map { StoredSource(path: $0.path, text: $0.text) })
  }

  static func sources(_ text: String) throws(LedgerError) -> [SourceText] {
    let stored: [StoredSource] = try StoredJSON.value(text)
    return stored.map { SourceText(path: $0.path, text: $0.text) }
  }
}

private func published(_ row: Row) throws -> PublishedPlaybook {
  PublishedPlaybook(
    id: row["playbook"], version: row["version"], title: row["title"], publishedAt: Instant(milliseconds: row["published_at"]),
    sources: try StoredSource.sources(row["sources"]))
}

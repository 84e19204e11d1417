import Casework
import Foundation
import GRDB
import Ledger
import Testing

@testable import LedgerSQLite

/// docs/data.md comes before the tables: what is stored and not described there is an error.
@Suite("The page about the stored data")
struct DataPageTests {
  private let page = try? String(
    contentsOf: URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../docs/data.md").standardized, encoding: .utf8)

  @Test("names every table, column and index")
  func schema() async throws {
    let page = try #require(page)
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db")
      let names = try await ledger.read { db in
        try String.fetchAll(
          db,
          sql: """
            SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'
            UNION SELECT columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
            WHERE tables.type = 'table' AND tables.name NOT LIKE 'grdb%'
            """)
      }
      #expect(names.count > 20)
      #expect(names.filter { !page.contains("`\($0)`") } == [])
    }
  }

  @Test("shows every stored kind with the first body of its golden file", arguments: StoredKind.allCases)
  func kinds(kind: StoredKind) throws {
    let sample = try #require(Samples.all[kind]?.first)
    let stored = try StoredEvent(.init(sequence: 1, at: morning, step: nil, kind: sample))
    let page = try #require(page)
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(kind.rawValue)` | \(kind.form) |") })
    #expect(row.contains("`\(stored.body)`"))
  }
}

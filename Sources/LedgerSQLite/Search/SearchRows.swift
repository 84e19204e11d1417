import Foundation
import GRDB

/// Pages of the index that are merged at a time: nobody waits long for the writer.
private let pagesPerMerge = 500

extension Database {
  /// Whether words may be kept beside those that are there: there are none, or they were made with the same key.
  func isSearchMade(with check: [UInt8]) throws -> Bool {
    guard let digest = try Data.fetchOne(cachedStatement(sql: "SELECT digest FROM search_reader")) else { return true }
    return Array(digest) == check
  }

  /// Throws all words away; the record is read again from its beginning.
  func emptySearch() throws {
    try overwriting {
      try execute(sql: "DROP TABLE search; \(BlindSchema.table); UPDATE search_reader SET position = 0, digest = NULL, merging = 0")
    }
  }

  /// - Parameter positions: turns whose words go.
  /// - Returns: whether there were any.
  @discardableResult func forgetWords(at positions: [Int]) throws -> Bool {
    let forget = try cachedStatement(sql: "DELETE FROM search WHERE rowid = ?")
    var wereThere = false
    for position in positions {
      try forget.execute(arguments: [position])
      if changesCount > 0 { wereThere = true }
    }
    return wereThere
  }

  /// Has the parts of the index merged by whoever keeps words from now on: until then they hold what was deleted, though nothing finds it there.
  func askForMerge() throws { try execute(sql: "UPDATE search_reader SET merging = 1") }

  /// A piece of a merge that was asked for.
  func mergeSearch() throws {
    let merging = try Int.fetchOne(cachedStatement(sql: "SELECT merging FROM search_reader")) ?? 0
    guard merging > 0 else { return }
    let before = totalChangesCount
    // The number below zero begins a merge of all parts, others go on with it.
    let pages = merging == 1 ? -pagesPerMerge : pagesPerMerge
    try overwriting { try execute(sql: "INSERT INTO search (search, rank) VALUES ('merge', ?)", arguments: [pages]) }
    // FTS5 counts one change where there was nothing to do.
    let isLeft = totalChangesCount - before >= 2
    try execute(sql: "UPDATE search_reader SET merging = ?", arguments: [isLeft ? 2 : 0])
  }

  /// What is deleted meanwhile is overwritten with zeros, and not only left out.
  func overwriting<Answer>(_ change: () throws -> Answer) throws -> Answer {
    let usual = try Int.fetchOne(self, sql: "PRAGMA secure_delete") ?? 0
    try execute(sql: "PRAGMA secure_delete = 1")
    defer { try? execute(sql: "PRAGMA secure_delete = \(usual)") }
    return try change()
  }
}

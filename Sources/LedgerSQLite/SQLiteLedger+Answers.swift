import Foundation
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger: AnswerLedger {
  public func beginAnswer(_ answer: KeptAnswer, since: Instant) async throws(LedgerError) -> KeptAnswer? {
    try await write { db in
      try db.cachedStatement(sql: "DELETE FROM answers WHERE begun_at < ?").execute(arguments: [since.milliseconds])
      if let known = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM answers WHERE name = ?"), arguments: [Data(answer.name)]) {
        return KeptAnswer(known)
      }
      try db.cachedStatement(sql: "INSERT INTO answers (name, request, begun_at) VALUES (?, ?, ?)")
        .execute(arguments: [Data(answer.name), Data(answer.request), answer.begunAt.milliseconds])
      return nil
    }
  }

  public func keepAnswer(_ name: [UInt8], sealed: [UInt8]) async throws(LedgerError) {
    try await write { db in
      try db.cachedStatement(sql: "UPDATE answers SET sealed = ? WHERE name = ?").execute(arguments: [Data(sealed), Data(name)])
    }
  }

  public func dropAnswer(_ name: [UInt8]) async throws(LedgerError) {
    try await write { db in try db.cachedStatement(sql: "DELETE FROM answers WHERE name = ?").execute(arguments: [Data(name)]) }
  }
}

extension KeptAnswer {
  fileprivate init(_ row: Row) {
    let (name, request, sealed): (Data, Data, Data?) = (row["name"], row["request"], row["sealed"])
    let begun: Int64 = row["begun_at"]
    self.init(name: Array(name), request: Array(request), begunAt: Instant(milliseconds: begun), sealed: sealed.map { Array($0) })
  }
}

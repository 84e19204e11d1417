import Casework
import Foundation
import GRDBSQLite
import Ledger
import LedgerSQLite
import Playbook

/// The rows that a run has left, written again by a plain loop over SQLite's own calls: nothing is decided, encoded or asked.
struct FlowFloor {
  /// What one signal wrote.
  fileprivate struct Written {
    let caseID: String
    let sequence: Int
    let count: Int
    let at: Int64
    let signal: String
    let events: String
    /// The name to remember; nil for reports and rings.
    let name: String?
    let planned: [(key: String, sequence: Int)]
    let ended: [String]
    let timersSet: [(id: String, due: Int64, sequence: Int)]
    let timersGone: [String]
  }

  private let turns: [Written]
  let rows: Int

  /// - Parameter path: of the ledger that the run has left.
  init(of path: String) async throws {
    let ledger = try SQLiteLedger(path: path)
    defer { try? ledger.close() }
    var turns: [Written] = []
    var position = 0
    while true {
      let some = try await ledger.readTurns(after: position, limit: 5_000)
      guard let last = some.last else { break }
      position = last.position
      for turn in some { turns.append(try Written(turn)) }
    }
    self.turns = turns
    rows = turns.reduce(0) { $0 + 2 + ($1.name == nil ? 0 : 1) + $1.planned.count + $1.ended.count + $1.timersSet.count + $1.timersGone.count }
  }

  /// - Parameters:
  ///   - path: of an empty ledger.
  ///   - group: turns in one commit.
  /// - Returns: seconds.
  func run(group: Int, path: String) throws -> Double {
    let writing = try PlainWriting(path)
    defer { writing.close() }
    return try seconds(
      ContinuousClock().measure {
        var index = 0
        while index < turns.count {
          try writing.execute("BEGIN IMMEDIATE")
          for turn in turns[index..<min(index + group, turns.count)] { try write(turn, writing) }
          try writing.execute("COMMIT")
          index += group
        }
      })
  }

  private func write(_ turn: Written, _ writing: PlainWriting) throws {
    if let name = turn.name { try writing.run(.signal, .text(name), .text(turn.caseID), .number(turn.at)) }
    if turn.sequence == 1 {
      try writing.run(
        .open, .text(turn.caseID), .number(Int64(CaseID(turn.caseID).number)), .text("bench-flow"), .text(FlowFloor.version), .text("order of \(turn.caseID)"),
        .number(turn.at), .number(turn.at), .number(Int64(turn.count)))
    } else {
      try writing.run(.goOn, .number(turn.at), .number(Int64(turn.sequence - 1 + turn.count)), .text(turn.caseID))
    }
    try writing.run(
      .entry, .text(turn.caseID), .number(Int64(turn.sequence)), .number(Int64(turn.count)), .number(turn.at), .text(turn.signal), .text(turn.events))
    for id in turn.timersGone { try writing.run(.timerGone, .text(turn.caseID), .text(id)) }
    for timer in turn.timersSet { try writing.run(.timer, .text(turn.caseID), .text(timer.id), .number(timer.due), .number(Int64(timer.sequence))) }
    for key in turn.ended { try writing.run(.effectGone, .text(key)) }
    for effect in turn.planned {
      try writing.run(
        .effect, .text(effect.key), .text(turn.caseID), .number(Int64(effect.sequence)), .number(1), .number(turn.at + 120_000), .text("bench"),
        .number(turn.at + 3_600_000), .text("t\(effect.sequence + 1)"))
    }
  }

  private static let version = String(repeating: "0", count: 64)
}

extension FlowFloor.Written {
  fileprivate init(_ turn: Turn) throws {
    let stored = try StoredTurn(turn)
    caseID = turn.caseID.text
    sequence = stored.sequence
    count = stored.count
    at = turn.at.milliseconds
    signal = stored.signal ?? ""
    events = stored.events
    name = turn.signal.flatMap { $0.isNamedByContent ? nil : $0.id.text }
    var planned: [(String, Int)] = []
    var ended: [String] = []
    var timersSet: [(String, Int64, Int)] = []
    var timersGone: [String] = []
    for event in turn.events {
      switch event.kind {
      case .effectPlanned(let effect): planned.append((effect.key.text, event.sequence))
      case .effectEnded(let end): ended.append(end.key.text)
      case .timerSet(let timer): if timer.purpose != .effectDeadline { timersSet.append((timer.id.text, timer.due.milliseconds, event.sequence)) }
      case .timerRang(let rang): timersGone.append(rang.timer.text)
      case .timerCancelled(let cancelled): timersGone.append(cancelled.timer.text)
      default: break
      }
    }
    (self.planned, self.ended, self.timersSet, self.timersGone) = (planned, ended, timersSet, timersGone)
  }
}

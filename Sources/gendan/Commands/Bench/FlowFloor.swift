import Casework
import Foundation
import GRDBSQLite
import Ledger
import LedgerSQLite
import Playbook

/// The rows that a run has written, written again by a plain loop over SQLite's own calls: nothing is decided, encoded or asked.
///
/// The run's effects are answered at once and had no rows in the outbox, nor had their deadlines: the case's row said whose they were.
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
    let hold: Hold
    let timersSet: [(id: String, due: Int64, sequence: Int)]
    let timersGone: [String]
  }

  /// Whether the desk has an effect of the case in its hand behind a turn.
  fileprivate enum Hold { case held, still, letGo, free }

  /// What stands of a case on the way through its turns.
  fileprivate struct Standing {
    var isHeld = false
    var timers: Set<String> = []
  }

  private let turns: [Written]
  let rows: Int

  /// - Parameter path: of the ledger that the run has left.
  init(of path: String) async throws {
    let ledger = try SQLiteLedger(path: path)
    defer { try? ledger.close() }
    var turns: [Written] = []
    var standing: [CaseID: Standing] = [:]
    var position = 0
    while true {
      let some = try await ledger.readTurns(after: position, limit: 5_000)
      guard let last = some.last else { break }
      position = last.position
      for turn in some { turns.append(try Written(turn, &standing[turn.caseID, default: Standing()])) }
    }
    self.turns = turns
    rows = turns.reduce(0) { $0 + 2 + ($1.name == nil ? 0 : 1) + $1.timersSet.count + $1.timersGone.count }
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
    let leaseEnd = PlainWriting.Column.number(turn.at + 120_000)
    let count = PlainWriting.Column.number(Int64(turn.sequence - 1 + turn.count))
    switch turn.hold {
    case _ where turn.sequence == 1:
      try writing.run(
        .open, .text(turn.caseID), .number(Int64(CaseID(turn.caseID).number)), .text("bench-flow"), .text(FlowFloor.version), .text("order of \(turn.caseID)"),
        .number(turn.at), .number(turn.at), count, .text("bench"), leaseEnd)
    case .still: try writing.run(.goOn, .number(turn.at), count, leaseEnd, .text(turn.caseID))
    case .held: try writing.run(.turn, .number(turn.at), count, .text("bench"), leaseEnd, .text(turn.caseID))
    case .letGo: try writing.run(.turn, .number(turn.at), count, .null, .null, .text(turn.caseID))
    case .free: try writing.run(.goOn, .number(turn.at), count, .null, .text(turn.caseID))
    }
    try writing.run(
      .entry, .text(turn.caseID), .number(Int64(turn.sequence)), .number(Int64(turn.count)), .number(turn.at), .text(turn.signal), .text(turn.events))
    for id in turn.timersGone { try writing.run(.timerGone, .text(turn.caseID), .text(id)) }
    for timer in turn.timersSet { try writing.run(.timer, .text(turn.caseID), .text(timer.id), .number(timer.due), .number(Int64(timer.sequence))) }
  }

  private static let version = String(repeating: "0", count: 64)
}

extension FlowFloor.Written {
  fileprivate init(_ turn: Turn, _ standing: inout FlowFloor.Standing) throws {
    let stored = try StoredTurn(turn)
    caseID = turn.caseID.text
    sequence = stored.sequence
    count = stored.count
    at = turn.at.milliseconds
    signal = stored.signal ?? ""
    events = stored.events
    name = turn.signal.flatMap { $0.isNamedByContent ? nil : $0.id.text }
    var isHeld = false
    var timersSet: [(String, Int64, Int)] = []
    var timersGone: [String] = []
    for event in turn.events {
      switch event.kind {
      case .effectPlanned: isHeld = true
      case .effectEnded: isHeld = false
      case .timerSet(let timer) where timer.purpose != .effectDeadline:
        timersSet.append((timer.id.text, timer.due.milliseconds, event.sequence))
        standing.timers.insert(timer.id.text)
      case .timerRang(let rang): if standing.timers.remove(rang.timer.text) != nil { timersGone.append(rang.timer.text) }
      case .timerCancelled(let cancelled): if standing.timers.remove(cancelled.timer.text) != nil { timersGone.append(cancelled.timer.text) }
      default: break
      }
    }
    switch (standing.isHeld, isHeld) {
    case (false, false): hold = .free
    case (false, true): hold = .held
    case (true, true): hold = .still
    case (true, false): hold = .letGo
    }
    standing.isHeld = isHeld
    (self.timersSet, self.timersGone) = (timersSet, timersGone)
  }
}

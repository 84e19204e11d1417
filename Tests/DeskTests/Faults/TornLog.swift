import Casework
import Channels
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Testing

/// The files of a ledger as a working desk left them, and what it had acknowledged when the log was how long.
struct TornLog {
  struct Mark {
    let signal: SignalID
    let caseID: CaseID
    let events: Int
    /// Bytes of the log that were written when this was acknowledged.
    let logBytes: Int
  }

  /// The file as it was all the time the marks were made.
  let file: Data
  /// The file after everything of the log was put into it.
  let fileAfter: Data
  let log: Data
  let index: Data
  private(set) var marks: [Mark] = []
  /// Events that stood in the file before.
  let eventsBefore: Int

  /// Has a desk take signals one after another, and keeps the files.
  init() async throws {
    let path = temporaryFile("sqlite")
    let stored = try SQLiteLedger(path: path)
    let clock = ManualClock()
    let desk = Desk(name: "torn", ledger: stored, connectors: Connectors(default: ScriptedConnector()), clock: clock)
    let plan = try await desk.shelf.publish([.init(path: "shop.md", text: shopPlaybook)], at: clock.now()).plan
    func bytes(_ ending: String) -> Data { FileManager.default.contents(atPath: path + ending) ?? Data() }
    var before = bytes("")
    var seen = 0
    for number in 1...45 {
      let facts = plan.factReports(from: ["stock": number.isMultiple(of: 7) ? "gone" : "left"], source: "platform").reports
      let opening = Opening(playbook: plan.id, version: plan.version, subject: "A-\(number)", channel: .online, facts: facts)
      let opened = try await desk.open(opening, id: SignalID("open-\(number)"), sender: .platform)
      var receipts = [("open-\(number)", opened)]
      if !number.isMultiple(of: 7) {
        let signal = Signal(id: SignalID("news-\(number)"), caseID: opened.caseID, sender: .platform, content: .happened("restocked"))
        receipts.append(("news-\(number)", try await desk.receive(signal)))
      }
      for (index, (name, receipt)) in receipts.enumerated() {
        seen += receipt.events.count
        // The opening was acknowledged before the news: a log that has the opening need not have the news. Only the last knows its length.
        let length = index == receipts.count - 1 ? bytes("-wal").count : Int.max
        marks.append(Mark(signal: SignalID(name), caseID: receipt.caseID, events: receipt.events.count, logBytes: length))
      }
      let now = bytes("")
      if now != before {
        // The log was put into the file meanwhile: what lies before isn't in the log any more.
        before = now
        marks = []
        eventsCounted = seen
      }
    }
    file = before
    log = bytes("-wal")
    index = bytes("-shm")
    eventsBefore = eventsCounted
    try stored.close()
    fileAfter = bytes("")
  }

  private var eventsCounted = 0

  /// Lays the files down and opens them. - Returns: nil when the ledger refuses, with words.
  func open(file: Data, log: Data, index: Data?, _ about: Comment) throws -> SQLiteLedger? {
    let path = temporaryFile("sqlite")
    try file.write(to: URL(fileURLWithPath: path))
    try log.write(to: URL(fileURLWithPath: path + "-wal"))
    if let index { try index.write(to: URL(fileURLWithPath: path + "-shm")) }
    do throws(LedgerError) { return try SQLiteLedger(path: path) } catch {
      #expect(!error.words.isEmpty, about)
      return nil
    }
  }

  /// The ledger holds the first signals and no others, each whole. - Returns: how many of the marks it holds.
  func prefix(in ledger: SQLiteLedger, _ about: Comment) async throws -> Int {
    var held: [Bool] = []
    for mark in marks { held.append(try await ledger.caseOfSignal(mark.signal) != nil) }
    let count = held.prefix { $0 }.count
    #expect(!held.dropFirst(count).contains(true), "a later signal without an earlier one: \(about)")
    var events = 0
    for summary in try await ledger.listCases(CaseFilter(limit: .max)) {
      let stored = try await ledger.readEvents(of: summary.id, after: 0)
      events += stored.count
      #expect(try await HistoryFault.all(in: stored, of: summary.id, state: ledger.readCase(summary.id)) == [], about)
    }
    #expect(events == eventsBefore + marks.prefix(count).map(\.events).reduce(0, +), "half a signal: \(about)")
    #expect(try await ledger.rebuild().differences == [], about)
    return count
  }
}

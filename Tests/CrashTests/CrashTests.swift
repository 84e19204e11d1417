import Casework
import Foundation
import Ledger
import LedgerSQLite
import Testing

@Suite("Crash")
struct CrashTests {
  /// How often the process is killed: few in every test run, hundreds in `make soak`.
  static let kills = ProcessInfo.processInfo.environment["GENDAN_KILLS"].flatMap { Int($0) } ?? 25
  static let seed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? 20_260_101

  @Test("killed at random moments under load: nothing acknowledged is lost, no effect counts twice")
  func survivesKills() async throws {
    let load = try Load(seed: Self.seed)
    defer { load.remove() }
    var chance = Chance(seed: Self.seed)
    for kill in 1...Self.kills {
      try await load.runAndKill(after: .milliseconds(Int(chance.number(in: 0...700))), fromWork: chance.number(in: 0...4) > 0)
      // Now and then it is looked at in between, so that a long run stops at the first loss.
      guard kill.isMultiple(of: 50) else { continue }
      let found = try await Findings(ledger: SQLiteLedger(path: load.ledgerPath), journal: RawJournal(load.journalPath), isSettled: false)
      print("crash test: \(kill) of \(Self.kills) kills, \(found.figures)")
      try #require(found.violations == [])
    }
    // What the kills left open gets time to settle; this run ends by itself.
    #expect(try load.runToEnd() == 0)

    var journal = try RawJournal(load.journalPath)
    let ledger = try SQLiteLedger(path: load.ledgerPath)
    var found = try await Findings(ledger: ledger, journal: journal)
    // A machine that is busy with other tests may not ring everything in one short life, and a further life sets timers of its own. What is lost doesn't come
    // in any of them.
    var lost = found.lateTimers
    for _ in 1...4 where !lost.isEmpty {
      #expect(try load.runToEnd() == 0)
      journal = try RawJournal(load.journalPath)
      found = try await Findings(ledger: ledger, journal: journal)
      let late = found.lateTimers
      for (timer, words) in lost where late[timer] == nil {
        print("crash test: rang in a further life: \(timer), \(words)")
        lost[timer] = nil
      }
    }
    print("crash test: \(Self.kills) kills, \(found.figures)")
    #expect(found.cases > 0, "the load has to open cases")
    #expect(found.effectsEnded > 0, "the load has to carry effects out")
    #expect(found.violations == [])
    #expect(lost == [:])
    #expect(journal.carriedTwice == [])
    #expect(journal.notUnderstood == [])
    #expect(try await SQLiteVerify.report(on: load.ledgerPath).isSound)
    #expect(try await ledger.rebuild().differences == [])
  }

  @Test("the journal's proof can fail: a key carried out twice is seen")
  func seesDoubles() throws {
    let journal = try RawJournal(lines: [#"{"kind":"carried","name":"a","outcome":"done"}"#, #"{"kind":"carried","name":"a","outcome":"done"}"#])
    #expect(journal.carriedTwice == ["a"])
  }
}

/// Seeded chance, so that a run can be repeated. SplitMix64.
struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func number(in range: ClosedRange<UInt64>) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return range.lowerBound + (mixed ^ (mixed >> 31)) % (range.upperBound - range.lowerBound + 1)
  }
}

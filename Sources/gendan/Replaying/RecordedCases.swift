import Casework
import Insight
import Ledger
import Playbook

/// Reads cases with everything that came to them.
struct RecordedCases {
  private let ledger: any Ledger

  init(_ ledger: any Ledger) { self.ledger = ledger }

  func read(_ cases: [CaseSummary]) async throws -> [RecordedCase] {
    var read: [RecordedCase] = []
    let bar = ProgressBar(total: cases.count, noun: say("张工单读入", "cases read"))
    for (number, summary) in cases.enumerated() {
      let turns = try await ledger.readTurns(of: summary.id)
      // A turn whose signal wasn't kept can't be decided again: then nothing is known of the case.
      let known = turns.compactMap { turn in turn.signal.map { RecordedCase.Turn(signal: $0, at: turn.at, events: turn.events) } }
      read.append(RecordedCase(id: summary.id, turns: known.count == turns.count ? known : []))
      if number % 100 == 0 { bar.show(number) }
    }
    bar.clear()
    // In the order in which they came in.
    return read.reversed()
  }
}

/// The versions that cases ran under, compiled once each.
struct RecordedPlans: Sendable {
  private let plans: [String: Plan]

  init(of cases: [RecordedCase], _ ledger: any Ledger) async throws {
    var plans: [String: Plan] = [:]
    for version in Set(cases.flatMap { $0.turns.flatMap(\.events).compactMap(\.version) }) {
      guard let published = try await ledger.readPlaybook(version: version) else { continue }
      let document = published.sources.first ?? SourceText(path: "", text: "")
      plans[version] = readPlan(document) { name in published.sources.first { $0.path == name } }
    }
    self.plans = plans
  }

  subscript(version: String) -> Plan? { plans[version] }
}

extension Event {
  /// The version that a case runs under from this event on.
  fileprivate var version: String? {
    switch kind {
    case .opened(let opened): opened.version
    case .moved(let moved): moved.to
    default: nil
    }
  }
}

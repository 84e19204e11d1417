import Casework
import Desk
import HTTPTypes
import Hummingbird
import Insight
import Ledger
import Playbook

extension StudioDoor {
  private static let mostReplayed = 500
  private static let mostDraws = 20

  /// `{"files","main","cases"?,"draws"?,"seed"?}`: the closed cases of this playbook, the newest first, run again under these sources.
  func replay(_ request: Request, _ visit: Visit) async throws -> Response {
    let object = try await JSONObject(request, visit)
    let count = Self.number(object, "cases", 1...Self.mostReplayed) ?? 100
    let draws = Self.number(object, "draws", 1...Self.mostDraws) ?? 5
    let seed = Self.number(object, "seed", 0...2_147_483_647) ?? 7
    let sources = try await SourcesReading.read(object, or: desk)
    try object.end()
    let figures = try await benches.long.run { () async throws -> ReplayFigures in
      let draft = try sources.runnable()
      let cases = try await Problem.telling { try await recorded(of: draft.id, count) }
      guard cases.contains(where: { !$0.turns.isEmpty }) else {
        throw Problem(
          kind: .conflict,
          detail: .init("没有可回放的工单：要结了的，而且记着每个信号。", "There is no case to run again: it has to be closed, with its signals recorded."))
      }
      let known = try await plans(of: cases)
      let figures = await Replay(cases, draft: draft, seed: UInt64(seed)).run(draws: draws, threads: 1, recordedPlan: { known[$0] })
      try Task.checkCancellation()
      return figures
    }
    return try JSONBody.answer(figures)
  }

  /// In the order in which they came in.
  private func recorded(of playbook: String, _ count: Int) async throws -> [RecordedCase] {
    var cases: [RecordedCase] = []
    for summary in try await desk.ledger.listCases(CaseFilter(phases: [.closed], playbook: playbook, limit: count)) {
      try Task.checkCancellation()
      let turns = try await desk.ledger.readTurns(of: summary.id)
      // A turn whose signal wasn't kept can't be decided again: then nothing is known of the case.
      let known = turns.compactMap { turn in turn.signal.map { RecordedCase.Turn(signal: $0, at: turn.at, events: turn.events) } }
      cases.append(RecordedCase(id: summary.id, turns: known.count == turns.count ? known : []))
    }
    return cases.reversed()
  }

  /// The versions that the cases ran under; without those that can't be read.
  private func plans(of cases: [RecordedCase]) async throws -> [String: Plan] {
    var plans: [String: Plan] = [:]
    for event in cases.flatMap(\.turns).flatMap(\.events) {
      guard let version = event.versionFromHere, plans[version] == nil else { continue }
      plans[version] = try? await desk.shelf.plan(version: version)
    }
    return plans
  }
}

extension Event {
  /// The version that a case runs under from this event on.
  fileprivate var versionFromHere: String? {
    switch kind {
    case .opened(let opened): opened.version
    case .moved(let moved): moved.to
    default: nil
    }
  }
}

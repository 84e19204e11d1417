import Casework
public import Playbook

/// Recorded cases run through a draft: what would have ended otherwise, and what it would have cost.
public struct Replay: Sendable {
  private let cases: [RecordedCase]
  private let memories: [CaseMemory]
  private let history: History
  private let draft: Plan
  private let seed: UInt64

  /// - Parameter cases: closed cases of one playbook.
  public init(_ cases: [RecordedCase], draft: Plan, seed: UInt64) {
    self.cases = cases.filter { $0.opening != nil }
    skipped = cases.count - self.cases.count
    memories = self.cases.map { CaseMemory($0) }
    history = History(memories)
    self.draft = draft
    self.seed = seed
  }

  private let skipped: Int

  /// The most changed cases that are listed.
  private static let mostChanges = 1_000

  /// Runs every case, those with answers that had to be drawn `draws` times. The same seed gives the same figures, whatever the number of threads.
  /// Cancelled, it ends early, and its figures are of no use.
  public func run(draws: Int, threads: Int, recordedPlan: @Sendable @escaping (String) -> Plan?, progress: (@Sendable (Int) -> Void)? = nil) async
    -> ReplayFigures
  {
    let draws = max(draws, 1)
    var results = [Outcome?](repeating: nil, count: cases.count)
    let lanes = max(1, min(threads, cases.count))
    await withTaskGroup(of: [(Int, Outcome)].self) { group in
      for lane in 0..<lanes {
        group.addTask {
          var done: [(Int, Outcome)] = []
          for number in stride(from: lane, to: cases.count, by: lanes) {
            guard !Task.isCancelled else { break }
            done.append((number, outcome(number, draws, recordedPlan)))
            if number % 100 == 0 { progress?(number) }
          }
          return done
        }
      }
      for await part in group { for (number, outcome) in part { results[number] = outcome } }
    }
    return figures(results.compactMap { $0 }, draws: draws)
  }

  private struct Outcome: Sendable {
    let recorded: CaseMeasures
    /// One for each draw.
    let drafts: [CaseMeasures]
    let isUncertain: Bool
  }

  private func outcome(_ number: Int, _ draws: Int, _ recordedPlan: (String) -> Plan?) -> Outcome {
    let recorded = cases[number]
    let version = recorded.opening?.content.version ?? ""
    let before = CaseMeasures(recorded.events, plan: recordedPlan(version) ?? draft)
    var drafts: [CaseMeasures] = []
    var isUncertain = false
    for draw in 0..<draws {
      var run = ReplayRun(
        recorded, memory: memories[number], history: history, plan: draft, random: RandomStream(seed: seed, number: number * draws + draw))
      drafts.append(CaseMeasures(run.run() ?? [], plan: draft))
      guard run.drawn > 0 else { break }
      isUncertain = true
    }
    // Without a guess every draw is the same.
    while drafts.count < draws, let last = drafts.last { drafts.append(last) }
    return Outcome(recorded: before, drafts: drafts, isUncertain: isUncertain)
  }

  private func figures(_ outcomes: [Outcome], draws: Int) -> ReplayFigures {
    func measure(_ name: String, _ value: (CaseMeasures) -> Int64) -> ReplayFigures.Measure {
      .init(
        name: name, recorded: outcomes.reduce(0) { $0 + value($1.recorded) },
        draft: .init((0..<draws).map { draw in outcomes.reduce(0) { $0 + value($1.drafts[draw]) } }))
    }
    func count(_ name: String, _ value: (CaseMeasures) -> Int) -> ReplayFigures.Measure { measure(name) { Int64(value($0)) } }
    let endings = Set(outcomes.flatMap { [$0.recorded.ending] + $0.drafts.map(\.ending) }).map { ending in
      ReplayFigures.Ending(
        ending: ending, recorded: outcomes.count { $0.recorded.ending == ending },
        draft: .init((0..<draws).map { draw in Int64(outcomes.count { $0.drafts[draw].ending == ending }) }))
    }
    let accounts = Set(outcomes.flatMap { outcome in ([outcome.recorded] + outcome.drafts).flatMap(\.balances.keys) }).sorted()
    return ReplayFigures(
      playbook: draft.id, version: draft.version, seed: seed, draws: draws, cases: outcomes.count, skipped: skipped,
      uncertain: outcomes.count(where: \.isUncertain),
      measures: [
        count("closed") { $0.isClosed ? 1 : 0 }, count("incidents") { $0.hadIncident ? 1 : 0 }, count("calls", \.calls), count("messages", \.messages),
        count("payments", \.payments), measure("person-minutes") { $0.personTime / 60_000 }, measure("minutes-to-close") { $0.duration / 60_000 },
        count("promises-kept", \.promisesKept), count("promises-broken", \.promisesBroken),
      ], endings: endings.sorted { ($0.recorded, $0.draft.middle, $1.ending) > ($1.recorded, $1.draft.middle, $0.ending) },
      balances: accounts.map { account in measure(account) { $0.balances[account] ?? 0 } }, changed: changes(outcomes))
  }

  private func changes(_ outcomes: [Outcome]) -> [ReplayFigures.Change] {
    let changed = zip(cases, outcomes).compactMap { recorded, outcome -> ReplayFigures.Change? in
      let other = outcome.drafts.map(\.ending).filter { $0 != outcome.recorded.ending }
      guard !other.isEmpty else { return nil }
      let counts = Dictionary(grouping: other) { $0 }.mapValues(\.count)
      let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
      return .init(caseID: recorded.id.text, before: outcome.recorded.ending, after: most, share: other.count * 100 / outcome.drafts.count)
    }
    return Array(changed.sorted { ($0.share, $1.caseID) > ($1.share, $0.caseID) }.prefix(Self.mostChanges))
  }
}

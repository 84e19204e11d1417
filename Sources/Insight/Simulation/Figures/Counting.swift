import Casework
import Playbook

/// From bare counts to figures with names.
extension SimulationFigures {
  init(stage: Stage, tally: Tally) {
    let plan = stage.plan
    playbook = plan.id
    version = plan.version
    seed = stage.seed
    cases = tally.cases
    outcomes = Outcomes(
      concluded: tally.concluded, ranOut: tally.ranOut, openAtTheEnd: tally.open, stuck: tally.stuck, withIncident: tally.withIncident,
      incidents: tally.incidents)
    durations = Durations(tally.durations)
    conclusions = stage.sentences(tally.lastConclusions)
    results = stage.resultFacts.map { Result(stage, fact: $0, tally) }
    branches = stage.branches.enumerated().map { number, entry in
      BranchCount(
        count: tally.branches[number], visits: tally.visits[entry.step], step: stage.steps[entry.step].sentence.text, sentence: entry.branch.sentence.text,
        file: entry.branch.sentence.file, line: entry.branch.sentence.place.line)
    }
    withoutBranch = stage.sentences(tally.withoutBranch)
    contacts = stage.contacts(tally)
    questions = plan.vocabulary.parties.enumerated().compactMap { number, party in
      tally.asked[number] == 0 ? nil : Question(party: party.id, name: party.name, asked: tally.asked[number], answered: tally.answered[number])
    }
    actions = plan.vocabulary.actions.enumerated().compactMap { number, action in
      tally.started[number] == 0 ? nil : ActionCount(action: action.id, name: action.name, attempts: tally.started[number], failed: tally.failed[number])
    }
    money = plan.vocabulary.actions.enumerated().compactMap { number, action in
      guard action.kind == .money, tally.started[number] > 0 else { return nil }
      return Money(action: action.id, name: action.name, done: tally.succeeded[number], withAmount: tally.withAmount[number], fen: tally.fen[number])
    }
    staff = stage.roles.indices.compactMap { Staff(stage, role: $0, tally) }
    expired = Dictionary(uniqueKeysWithValues: tally.expired.map { ($0.key.rawValue, $0.value) })
    promises = Promises(kept: tally.promisesKept, broken: tally.promisesBroken)
    engine = Engine(signals: tally.signals, events: tally.events, refusals: tally.refusals)
  }
}

extension SimulationFigures.Durations {
  fileprivate init?(_ histogram: Histogram) {
    guard let mean = histogram.mean else { return nil }
    func seconds(_ milliseconds: Int?) -> Double { Double(milliseconds ?? 0) / 1000 }
    self.init(
      count: histogram.count, mean: mean / 1000, p50: seconds(histogram.quantile(0.5)), p90: seconds(histogram.quantile(0.9)),
      p99: seconds(histogram.quantile(0.99)), longest: seconds(histogram.largest))
  }
}

extension SimulationFigures.Result {
  fileprivate init(_ stage: Stage, fact number: Int, _ tally: Tally) {
    let fact = stage.facts[number]
    let found = tally.results[number] ?? [:]
    let order = fact.values ?? []
    // In the order in which they are declared; values of an open kind by how often they came up.
    let ranked = found.map { value, count in
      (rank: order.firstIndex(of: value) ?? Int.max, count: count, words: fact.words(for: value, in: stage.plan.language))
    }.sorted { ($0.rank, -$0.count, $0.words) < ($1.rank, -$1.count, $1.words) }
    self.init(
      fact: fact.id, name: fact.name, values: ranked.prefix(Self.mostValues).map { .init(value: $0.words, count: $0.count) },
      unset: tally.cases - found.values.reduce(0, +))
  }

  private static let mostValues = 50
}

extension SimulationFigures.Staff {
  fileprivate init?(_ stage: Stage, role: Int, _ tally: Tally) {
    let kinds = WorkKind.allCases
    let work = kinds.compactMap { kind -> SimulationFigures.Work? in
      let place = role * kinds.count + kind.index
      return tally.workCount[place] == 0 ? nil : .init(kind: kind.rawValue, count: tally.workCount[place], minutes: Double(tally.workTime[place]) / 60_000)
    }
    guard !work.isEmpty else { return nil }
    // What a day brings follows from what a case brings: the cases needn't fill whole days.
    let days = Double(tally.cases) / stage.world.casesPerDay
    let hours = (0..<24).map { hour in
      let count = tally.hourCount[role * 24 + hour]
      let seconds = Double(tally.hourTime[role * 24 + hour]) / 1000
      return SimulationFigures.Hour(hour: hour, arrivals: Double(count) / days, handlingTime: count == 0 ? 0 : seconds / Double(count))
    }
    let milliseconds = (0..<kinds.count).reduce(0) { $0 + tally.workTime[role * kinds.count + $1] }
    let minutes = Double(milliseconds) / 60_000
    self.init(role: stage.roles[role], minutes: minutes, minutesPerCase: minutes / Double(max(tally.cases, 1)), work: work, hours: hours)
  }
}

extension Stage {
  fileprivate func sentences(_ counts: [Int]) -> [SimulationFigures.SentenceCount] {
    steps.enumerated().compactMap { number, step in
      guard counts[number] > 0 else { return nil }
      return .init(count: counts[number], sentence: step.sentence.text, file: step.sentence.file, line: step.sentence.place.line)
    }
  }

  fileprivate func contacts(_ tally: Tally) -> [SimulationFigures.Contact] {
    plan.vocabulary.parties.enumerated().flatMap { number, party in
      ChannelName.allCases.compactMap { channel in
        let start = (number * Tally.channels + channel.number) * Tally.outcomes
        let counts = tally.contacts[start..<start + Tally.outcomes]
        let attempts = counts.reduce(0, +)
        guard attempts > 0 else { return nil }
        let named = zip(ContactOutcome.allCases, counts).filter { $1 > 0 }.map { ($0.rawValue, $1) }
        return .init(party: party.id, name: party.name, channel: channel, attempts: attempts, outcomes: Dictionary(uniqueKeysWithValues: named))
      }
    }
  }
}

import Casework
import Playbook

/// Everything counted over simulated cases: whole numbers only, so that blocks of cases can be added up in any order and give the same.
struct Tally: Sendable, Equatable {
  var cases = 0
  /// How the cases ended.
  var concluded = 0
  var ranOut = 0
  var open = 0
  var stuck = 0
  /// Cases that were an incident at least once.
  var withIncident = 0
  var incidents: [String: Int] = [:]
  /// Signals the engine decided, events it made, signals it refused.
  var signals = 0
  var events = 0
  var refusals = 0
  /// Milliseconds from opening to closing, of the cases that closed.
  var durations = Histogram()
  /// By step: how often it was come to, how often it was the last conclusion of a case, how often no alternative fitted.
  var visits: [Int]
  var lastConclusions: [Int]
  var withoutBranch: [Int]
  /// By alternative.
  var branches: [Int]
  /// By fact, then by its value; of the facts that conclusions set, one value for each case.
  var results: [Int: [Value: Int]] = [:]
  /// By party, channel and outcome.
  var contacts: [Int]
  /// By party.
  var asked: [Int]
  var answered: [Int]
  /// By action: started, ended well, failed for good or in one attempt.
  var started: [Int]
  var succeeded: [Int]
  var failed: [Int]
  /// By action of kind money.
  var fen: [Int]
  var withAmount: [Int]
  /// By role and kind of work.
  var workCount: [Int]
  var workTime: [Int]
  /// By role and hour of the day.
  var hourCount: [Int]
  var hourTime: [Int]
  /// By what the timer was for.
  var expired: [CaseTimer.Purpose: Int] = [:]
  var promisesKept = 0
  var promisesBroken = 0

  static let channels = ChannelName.allCases.count
  static let outcomes = ContactOutcome.allCases.count

  init(_ stage: Stage) {
    func none(_ count: Int) -> [Int] { Array(repeating: 0, count: count) }
    visits = none(stage.steps.count)
    lastConclusions = visits
    withoutBranch = visits
    branches = none(stage.branches.count)
    asked = none(stage.partyNumbers.count)
    answered = asked
    contacts = none(stage.partyNumbers.count * Self.channels * Self.outcomes)
    started = none(stage.actionNumbers.count)
    (succeeded, failed, fen, withAmount) = (started, started, started, started)
    workCount = none(stage.roles.count * WorkKind.allCases.count)
    workTime = workCount
    hourCount = none(stage.roles.count * 24)
    hourTime = hourCount
  }

  mutating func merge(_ other: Tally) {
    for key in [
      \Tally.cases, \.concluded, \.ranOut, \.open, \.stuck, \.withIncident, \.signals, \.events, \.refusals, \.promisesKept, \.promisesBroken,
    ] { self[keyPath: key] += other[keyPath: key] }
    for key in [
      \Tally.visits, \.lastConclusions, \.withoutBranch, \.branches, \.contacts, \.asked, \.answered, \.started, \.succeeded, \.failed, \.fen, \.withAmount,
      \.workCount, \.workTime, \.hourCount, \.hourTime,
    ] {
      for index in self[keyPath: key].indices { self[keyPath: key][index] += other[keyPath: key][index] }
    }
    durations.merge(other.durations)
    incidents.merge(other.incidents, uniquingKeysWith: +)
    expired.merge(other.expired, uniquingKeysWith: +)
    for (fact, values) in other.results { results[fact, default: [:]].merge(values, uniquingKeysWith: +) }
  }

  mutating func addWork(_ kind: WorkKind, role: Int, milliseconds: Int64, hour: Int) {
    let place = role * WorkKind.allCases.count + kind.index
    workCount[place] += 1
    workTime[place] += Int(milliseconds)
    hourCount[role * 24 + hour] += 1
    hourTime[role * 24 + hour] += Int(milliseconds)
  }

  mutating func addContact(party: Int, channel: ChannelName, outcome: ContactOutcome) {
    contacts[(party * Self.channels + channel.number) * Self.outcomes + outcome.number] += 1
  }
}

extension ChannelName {
  var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension ContactOutcome {
  var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

public import Playbook

/// What a rule over cases has seen of one case, from its events alone.
public struct CaseTrace: Hashable, Sendable {
  /// The facts that the rule looks at, as they are known.
  private var values: [Fact.ID: Value] = [:]
  /// Those that a sentence has concluded.
  private var concluded: [Fact.ID: Value] = [:]
  private var persons: [Party.ID: PersonID] = [:]
  private var opened: Opened?
  private var openedAt = Instant(milliseconds: 0)
  /// Since when the case is one that counts.
  private var since: Instant?

  public init() {}

  /// Takes the next event of the case. An event that the rule has nothing to do with changes nothing.
  public mutating func take(_ event: Event, for rule: CaseRule) {
    switch event.kind {
    case .opened(let opened):
      self.opened = opened
      openedAt = event.at
    case .factLearned(let learned):
      guard rule.facts.contains(learned.fact) else { return }
      values[learned.fact] = learned.value
    case .concluded(let conclusion):
      for setting in conclusion.settings where rule.facts.contains(setting.fact) {
        values[setting.fact] = setting.value
        concluded[setting.fact] = setting.value
      }
    case .personsNamed(let named): persons.merge(named.persons) { $1 }
    default: return
    }
    since = isOne(for: rule) ? since ?? event.at : nil
  }

  private func isOne(for rule: CaseRule) -> Bool {
    switch rule.counts {
    case .opened(let playbooks): opened.map { playbooks.isEmpty || playbooks.contains($0.playbook) } ?? false
    case .learned(let condition): condition.truth(facts: { values[$0] }, answer: nil) == .yes
    case .concluded(let condition): condition.truth(facts: { concluded[$0] }, answer: nil) == .yes
    }
  }

  /// How the case counts; nil while it doesn't, or while nobody knows what for.
  public func count(of id: CaseID, for rule: CaseRule) -> CountedCase? {
    guard let since, let key = words(for: rule.key) else { return nil }
    guard let apart = rule.tellsApart else { return CountedCase(id: id, key: key, at: since) }
    return words(for: apart).map { CountedCase(id: id, key: key, at: since, apart: $0) }
  }

  private func words(for aspect: CaseRule.Aspect) -> String? {
    switch aspect {
    case .subject: opened?.subject
    case .person(let party): persons[party]?.text
    case .fact(let id): values[id].flatMap(\.plainWords)
    }
  }
}

extension Value {
  /// The value itself, in no language; nil for an empty text.
  fileprivate var plainWords: String? {
    switch self {
    case .choice(let id): id
    case .flag(let flag): flag ? "yes" : "no"
    case .number(let number): number.rounded() == number && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    case .money(let fen): "\(fen)"
    case .duration(let amount): "\(amount.seconds)"
    case .time(let instant): "\(instant.milliseconds)"
    case .text(let text): text.isEmpty ? nil : text
    }
  }
}

/// A case that counts for a rule. A case counts once, at the moment it began to.
public struct CountedCase: Hashable, Sendable {
  public let id: CaseID
  /// What it has in common with the others.
  public let key: String
  public let at: Instant
  /// What cases are told apart by; nil when every case counts.
  public let apart: String?
  /// The number of the hit it belongs to; nil when it belongs to none.
  public var hit: Int?

  public init(id: CaseID, key: String, at: Instant, apart: String? = nil, hit: Int? = nil) {
    self.id = id
    self.key = key
    self.at = at
    self.apart = apart
    self.hit = hit
  }

  /// Whether it counts in the same way, whatever it belongs to.
  public func counts(like other: CountedCase) -> Bool { key == other.key && at == other.at && apart == other.apart }
}

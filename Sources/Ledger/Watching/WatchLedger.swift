public import Casework
public import Playbook

/// What a ledger keeps for the rules over cases: how far each has followed the events, the cases that count, and what was opened for them.
///
/// A ledger that is none of these has no rules over cases. All of it but the orders can be computed again from the events; what a case was counted for is remembered, so that nothing is opened twice.
public protocol WatchLedger: Sendable {
  /// How far each rule has come.
  func watchedRules() async throws(LedgerError) -> [WatchedRule]
  /// The current version of every playbook.
  func currentVersions() async throws(LedgerError) -> [String: String]
  /// Takes a rule up, or anew when it is written otherwise than before: then it counts from the first event on.
  func watchRule(_ id: CaseRule.ID, writing: String) async throws(LedgerError)
  /// Stores what a stretch of events meant for a rule, in one transaction.
  /// - Returns: false when another desk was faster; then nothing is stored.
  func storeWatch(_ step: WatchStep) async throws(LedgerError) -> Bool

  func standing(of rule: CaseRule.ID, subject: String) async throws(LedgerError) -> RuleStanding
  /// The cases that count for a subject and began to behind `floor`: those of no hit, and those of hit `live`.
  func countedCases(of rule: CaseRule.ID, subject: String, after floor: Instant, live: Int?) async throws(LedgerError) -> [CountedCase]
  /// The cases of a hit, in order of time.
  func countedCases(of rule: CaseRule.ID, subject: String, hit: Int) async throws(LedgerError) -> [CountedCase]
  func countedCase(_ id: CaseID, of rule: CaseRule.ID) async throws(LedgerError) -> CountedCase?
  /// Subjects with cases of no hit that began to count behind `floor`.
  func countedSubjects(of rule: CaseRule.ID, after floor: Instant) async throws(LedgerError) -> [String: String]

  /// Hits with cases that their parent hasn't been told of: what is still to be carried out.
  func untoldHits(limit: Int) async throws(LedgerError) -> [UntoldHit]
  /// The parent has been told of these cases.
  func markTold(_ cases: [CaseID], of rule: CaseRule.ID) async throws(LedgerError)
  /// How the subjects of a rule stand, those that were hit or count now, by subject.
  func watchedSubjects(of rule: CaseRule.ID, limit: Int) async throws(LedgerError) -> [WatchedSubject]

  /// Counts orders, each once however often it is told. - Returns: the merchants of those that weren't known.
  func countOrders(_ orders: [CountedOrder]) async throws(LedgerError) -> Set<String>
  /// How many orders a merchant had on each of these days; days without any are left out.
  func orderCounts(of merchant: String, days: ClosedRange<Int>) async throws(LedgerError) -> [Int: Int]
}

/// How far a rule has followed the events.
public struct WatchedRule: Hashable, Sendable {
  public let id: CaseRule.ID
  public let writing: String
  /// The position of the last event that was looked at.
  public let position: Int
  /// Where the events ended when the rule was taken up.
  public let adopted: Int
  /// How far it had come before it was told to count anew: until there, cases of a hit stay as they are.
  public let settled: Int

  public init(id: CaseRule.ID, writing: String, position: Int, adopted: Int, settled: Int) {
    self.id = id
    self.writing = writing
    self.position = position
    self.adopted = adopted
    self.settled = settled
  }
}

extension WatchedRule {
  /// The rule, having come to another place.
  public func moved(to position: Int) -> WatchedRule {
    WatchedRule(id: id, writing: writing, position: position, adopted: adopted, settled: settled)
  }
}

/// What a stretch of events meant for a rule.
public struct WatchStep: Sendable {
  public let rule: CaseRule.ID
  /// Where the rule stood: another place is a conflict.
  public let from: Int
  public var to: Int
  /// Cases that count now, or otherwise, with the subject they count for.
  public var counted: [CaseID: (subject: String, case: CountedCase)] = [:]
  /// Cases that don't count any more.
  public var gone: Set<CaseID> = []
  public var standings: [String: RuleStanding] = [:]
  /// Cases of hits that nothing is opened for.
  public var passed: Set<CaseID> = []

  public init(rule: CaseRule.ID, from: Int, to: Int) {
    self.rule = rule
    self.from = from
    self.to = to
  }
}

/// A hit that is still to be carried out for some of its cases.
public struct UntoldHit: Hashable, Sendable {
  public let rule: CaseRule.ID
  public let subject: String
  public let key: String
  public let hit: Int
  public let cases: [CaseID]

  public init(rule: CaseRule.ID, subject: String, key: String, hit: Int, cases: [CaseID]) {
    self.rule = rule
    self.subject = subject
    self.key = key
    self.hit = hit
    self.cases = cases
  }
}

/// How a subject stands under a rule.
public struct WatchedSubject: Hashable, Sendable {
  public let subject: String
  public let key: String
  /// Cases that count, of whatever time.
  public let cases: Int
  public let latest: Instant
  public let standing: RuleStanding

  public init(subject: String, key: String, cases: Int, latest: Instant, standing: RuleStanding) {
    self.subject = subject
    self.key = key
    self.cases = cases
    self.latest = latest
    self.standing = standing
  }
}

/// An order, as far as it is counted.
public struct CountedOrder: Hashable, Sendable {
  /// The same order again counts once.
  public let id: String
  public let merchant: String
  public let at: Instant

  public init(id: String, merchant: String, at: Instant) {
    self.id = id
    self.merchant = merchant
    self.at = at
  }
}

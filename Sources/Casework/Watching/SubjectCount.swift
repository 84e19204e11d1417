public import Playbook

/// How a rule stands for one subject: what has been opened for it, and whether further cases join that.
public struct RuleStanding: Hashable, Sendable {
  /// How often the rule was hit for this subject.
  public var hit: Int
  /// The name of the last hit, made of what brought it about: the same events give the same name.
  public var name: String?
  /// The open case of the rule's playbook about the subject, whoever opened it.
  public var parent: CaseID?
  /// The case of the last hit is still to be opened.
  public var awaits: Bool
  /// Further cases join the last hit.
  public var isLive: Bool

  public init(hit: Int = 0, name: String? = nil, parent: CaseID? = nil, awaits: Bool = false, isLive: Bool = false) {
    self.hit = hit
    self.name = name
    self.parent = parent
    self.awaits = awaits
    self.isLive = isLive
  }

  /// A case of the rule's playbook about the subject was opened.
  public mutating func parentOpened(_ id: CaseID) {
    parent = id
    awaits = false
  }

  /// It was closed. What belonged to it doesn't count any more: another one is opened for new cases only.
  public mutating func parentClosed() {
    parent = nil
    // The case of a hit that nobody has opened yet isn't the one that was closed.
    if !awaits { isLive = false }
  }
}

/// Counts for one rule and one subject.
public struct SubjectCount: Sendable {
  public private(set) var standing: RuleStanding
  private var window: WindowCount
  private let rule: CaseRule.ID
  private let subject: String

  /// - Parameter cases: all that may count behind `floor`: those of no hit, and those of the last one while it is live.
  public init(rule: CaseRule, subject: String, standing: RuleStanding, cases: [CountedCase], floor: Instant = Instant(milliseconds: .min)) {
    self.rule = rule.id
    self.subject = subject
    self.standing = standing
    window = WindowCount(length: rule.rate == nil ? rule.window : .hours(Int64(rule.days) * 24), cases: cases, floor: floor)
  }

  /// What was brought about: the cases that belong together now, and weren't before.
  public struct Hit: Hashable, Sendable {
    public let number: Int
    /// Whether a case has to be opened for it, or found.
    public let isNew: Bool
    /// When the last of its cases began to count.
    public let end: Instant
    public let cases: [CountedCase]
  }

  /// Whether all is here that a case of this time may be counted with.
  public func reaches(_ at: Instant) -> Bool { window.reaches(at) }

  /// A case begins to count. - Returns: nil when that isn't enough.
  public mutating func count(_ one: CountedCase, isFull: (_ count: Int, _ end: Instant) -> Bool) -> Hit? {
    let together = window.add(one, isFull: isFull)
    return hit(together, by: one)
  }

  /// What cases are counted against has changed: looks again at the window that ends at this moment.
  public mutating func recount(at end: Instant, isFull: (_ count: Int, _ end: Instant) -> Bool) -> Hit? {
    let together = window.full(at: end, isFull: isFull)
    return together.last.flatMap { hit(together, by: $0) }
  }

  /// A case doesn't count any more. What was brought about stays.
  public mutating func remove(_ id: CaseID) { window.remove(id) }

  /// The case that was opened has been closed.
  public mutating func parentClosed() {
    standing.parentClosed()
    if !standing.isLive { window.drop { $0.hit != nil } }
  }

  /// A case of the rule's playbook was opened about the subject, by whomever.
  public mutating func parentOpened(_ id: CaseID) { standing.parentOpened(id) }

  /// Nothing is opened for the last hit: it lies too far back.
  public mutating func letPass() {
    (standing.isLive, standing.awaits) = (false, false)
    window.drop { $0.hit != nil }
  }

  private mutating func hit(_ together: [CountedCase], by one: CountedCase) -> Hit? {
    guard let end = together.last?.at else { return nil }
    let isNew = !standing.isLive
    if isNew {
      standing.hit += 1
      standing.name = "watch:\(rule):\(subject):\(one.id):\(one.at.milliseconds)"
      standing.awaits = standing.parent == nil
      standing.isLive = true
    }
    var joining = together.filter { $0.hit != standing.hit }
    guard !joining.isEmpty else { return nil }
    for index in joining.indices { joining[index].hit = standing.hit }
    window.assign(Set(joining.map(\.id)), to: standing.hit)
    return Hit(number: standing.hit, isNew: isNew, end: end, cases: joining)
  }
}

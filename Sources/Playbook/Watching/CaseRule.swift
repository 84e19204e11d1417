/// A rule over cases: how many cases with one thing in common, in how much time, are a matter of their own.
///
/// Three people ill from one merchant within a day: then a case of the playbook `opens` begins, and the three belong to it.
public struct CaseRule: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  public let counts: Counted
  /// What the cases have in common.
  public let key: Aspect
  /// By the times at which the cases began to count.
  public let window: TimeAmount
  public let threshold: Threshold
  /// The playbook of the case that is opened. Cases of that playbook are never counted by this rule.
  public let opens: String
  public let carries: [Carried]
  /// The file that declares it.
  public let file: String
  public let place: Place
  /// The row as it is written: a rule that is written otherwise counts anew.
  public let writing: String

  /// When a case counts.
  public enum Counted: Hashable, Sendable {
    /// When it is opened; of these playbooks, or of any when none is named.
    case opened([String])
    /// From when on this holds of what is known in it.
    case learned(Condition)
    /// From when on this holds of what its sentences have concluded.
    case concluded(Condition)
  }

  /// Something about a case that cases may have in common, or be told apart by.
  public enum Aspect: Hashable, Sendable {
    case fact(Fact.ID)
    /// Who the party is over all cases.
    case person(Party.ID)
    /// What the case is about.
    case subject
  }

  /// How much is enough.
  public enum Threshold: Hashable, Sendable {
    case cases(Int)
    /// So many that differ in this.
    case distinct(Int, Aspect)
    case rate(Rate)
  }

  /// A part of a whole that is counted beside the cases, by days.
  public struct Rate: Hashable, Sendable {
    /// In hundredths of a per cent.
    public let basisPoints: Int
    /// Whether the rate itself is enough (`至少 5 %`), or more is needed (`超过 5 %`).
    public let isEnough: Bool
    public let of: Denominator
    /// Fewer than that say nothing.
    public let atLeast: Int

    public init(basisPoints: Int, isEnough: Bool, of: Denominator, atLeast: Int) {
      self.basisPoints = basisPoints
      self.isEnough = isEnough
      self.of = of
      self.atLeast = atLeast
    }

    /// Whether so many of so many are enough.
    public func isReached(by count: Int, of whole: Int) -> Bool {
      guard whole >= max(atLeast, 1) else { return false }
      let (part, limit) = (count * 10_000, basisPoints * whole)
      return isEnough ? part >= limit : part > limit
    }
  }

  /// What a rate is a part of.
  public enum Denominator: String, Hashable, Sendable {
    /// The orders of the merchant that the key names.
    case orders
  }

  /// A fact that the opened case begins with.
  public struct Carried: Hashable, Sendable {
    public let fact: Fact.ID
    public let what: What

    public init(fact: Fact.ID, what: What) {
      self.fact = fact
      self.what = what
    }

    /// Where the value comes from.
    public enum What: Hashable, Sendable {
      /// As it is known in the case that was counted last.
      case copied
      case value(Value)
      case count
      /// How many differ in what the threshold tells them apart by.
      case distinct
      /// In per cent.
      case rate
      case denominator
      /// The names of the cases.
      case cases
      /// When the first of them began to count.
      case since
    }
  }
}

extension CaseRule {
  /// What the cases are told apart by; nil when every case counts.
  public var tellsApart: Aspect? { if case .distinct(_, let aspect) = threshold { aspect } else { nil } }

  public var rate: Rate? { if case .rate(let rate) = threshold { rate } else { nil } }

  /// The facts of a case that the rule looks at.
  public var facts: [Fact.ID] {
    let aspects = [key, tellsApart].compactMap { if case .fact(let id)? = $0 { id } else { nil } }
    switch counts {
    case .opened: return aspects
    case .learned(let condition), .concluded(let condition): return condition.facts + aspects
    }
  }

  /// What the opened case is about: `merchant/M-7` for the fact `merchant.id`.
  public func subject(of key: String) -> String {
    switch self.key {
    case .subject: key
    case .person: "person/\(key)"
    case .fact(let id): "\(id.hasSuffix(".id") ? String(id.dropLast(3)) : id)/\(key)"
    }
  }

  /// The threshold as a document writes it.
  public func thresholdWords(in language: Language) -> String {
    switch threshold {
    case .cases(let count): language.words("\(count) 单", "\(count) cases")
    case .distinct(let count, _): language.words("\(count) 人", "\(count) people")
    case .rate(let rate):
      language.words(
        "\(rate.isEnough ? "至少" : "超过") \(rate.percent) %，至少 \(rate.atLeast) 单",
        "\(rate.isEnough ? "at least" : "over") \(rate.percent) %, of at least \(rate.atLeast) orders")
    }
  }
}

extension CaseRule.Rate {
  /// `5`, `2.5`.
  var percent: String { basisPoints % 100 == 0 ? "\(basisPoints / 100)" : "\(Double(basisPoints) / 100)" }
}

/// What is true in the simulated world: which values facts take, and who tells them. Built by whoever knows the vocabulary.
public struct SandboxWorld: Sendable {
  /// Something that may be so, and how often it is among its siblings.
  public struct Chance: Hashable, Sendable {
    enum Meaning: Hashable, Sendable {
      case word(String)
      case minutesAgo(Int64)
      case unknowable
    }

    let meaning: Meaning
    let weight: Int

    /// - Parameter word: as a person writes the value; nil when nobody can say.
    public init(_ word: String?, weight: Int = 1) {
      meaning = word.map { .word($0) } ?? .unknowable
      self.weight = weight
    }

    /// A moment, this long before the fact is told.
    public init(minutesAgo: Int64, weight: Int = 1) {
      meaning = .minutesAgo(minutesAgo)
      self.weight = weight
    }
  }

  /// By fact id. A fact that isn't listed is known to nobody.
  public var facts: [String: [Chance]]
  /// By action id: the outcomes, where they are other than "mostly success".
  public var actionOutcomes: [String: [Chance]]
  /// By party id: the facts that a person tells when a contact reaches them.
  public var toldOnContact: [String: [String]]
  /// A moment so many minutes ago as a person writes it. The sandbox has no clock; the caller's decides.
  public var timeWords: @Sendable (_ minutesAgo: Int64) -> String?

  public init(
    facts: [String: [Chance]], actionOutcomes: [String: [Chance]] = [:], toldOnContact: [String: [String]] = [:],
    timeWords: @escaping @Sendable (_ minutesAgo: Int64) -> String? = { _ in nil }
  ) {
    self.facts = facts
    self.actionOutcomes = actionOutcomes
    self.toldOnContact = toldOnContact
    self.timeWords = timeWords
  }

  /// The truth about a fact of one order: always the same, whoever is asked.
  func truth(of fact: String, subject: String, dice: Dice) -> Truth {
    guard let chances = facts[fact], let meaning = dice.choice(of: chances.map { ($0.meaning, $0.weight) }, "fact", subject, fact) else { return .untold }
    return switch meaning {
    case .word(let word): .word(word)
    case .minutesAgo(let minutes): timeWords(minutes).map { .word($0) } ?? .untold
    case .unknowable: .unknowable
    }
  }

  enum Truth: Hashable, Sendable {
    case word(String)
    /// Asked, and nobody can say.
    case unknowable
    /// Nobody in this world knows of such a fact.
    case untold
  }
}

extension Dice {
  /// One of the words among the chances that are allowed.
  func word(of chances: [SandboxWorld.Chance], where isAllowed: (String) -> Bool = { _ in true }, _ about: String, _ name: String) -> String? {
    let words = chances.compactMap { chance -> (choice: String, weight: Int)? in
      guard case .word(let word) = chance.meaning, isAllowed(word) else { return nil }
      return (word, chance.weight)
    }
    return choice(of: words, about, name)
  }
}

import Casework
import Playbook

/// Something a case asks of the world outside. Two cases that ask the same question may get the same answer.
enum Question: Hashable, Sendable {
  case contact(Party.ID, ChannelName?)
  /// A party is asked for a fact, or an action looks it up.
  case fact(Fact.ID, of: String)
  case action(Action.ID)
  case say
  /// A sentence that a person carries out, by its words: sentences keep them when steps are renamed.
  case task(String)
  case review
}

extension Question {
  init(_ effect: Effect) {
    switch effect.purpose {
    case .say: self = .say
    case .contact: self = .contact(effect.party ?? "", effect.channel)
    case .ask: self = .fact(effect.fact ?? "", of: effect.action ?? effect.party ?? "")
    case .action, .aside: self = .action(effect.action ?? "")
    }
  }

  init(_ task: OpenTask) {
    switch task.purpose {
    case .fact(let fact): self = .fact(fact, of: Self.person)
    case .step, .handOff, .approval, .reconcile: self = .task(task.text)
    case .review: self = .review
    }
  }

  private static let person = "person"
}

/// What the world answered, and how long it took.
struct WorldAnswer: Sendable {
  /// The outcome of an effect, or the choice of a person in words; nil when nobody answered in time.
  let outcome: String?
  let facts: [FactReport]
  let milliseconds: Int64
}

import Casework
import Playbook

/// What a case waits for, in words.
struct AwaitedWords {
  private let look: CaseLook

  init(_ look: CaseLook) { self.look = look }

  func text(_ standing: Standing) -> String {
    if look.state.incident != nil { return say("case-waits-repair") }
    guard let awaiting = standing.awaiting else { return say("case-waits-nothing") }
    switch awaiting {
    case .effect(let key): return text(of: key)
    case .contact(let progress):
      switch progress.wait {
      case .effect(let key): return text(of: key)
      case .pause: return say("case-waits-contact-pause", ["attempt": String(progress.attempt)])
      case .between: return say("case-waits-contact")
      }
    case .source(_, index: _, .effect(let key)): return text(of: key)
    case .source(let fact, index: _, _): return say("case-waits-fact", ["fact": look.retelling.name(ofFact: fact)])
    case .retry: return say("case-waits-retry")
    case .timer: return say("case-waits-time")
    case .task: return say("case-waits-person")
    case .round: return say("case-waits-round")
    }
  }

  private func text(of key: EffectKey) -> String {
    guard let effect = look.state.effects[key] else { return say("case-waits-nothing") }
    let (retelling, channel) = (look.retelling, effect.channel?.name(in: look.language) ?? "")
    let party = retelling.name(ofParty: effect.party)
    let action = effect.action.map(retelling.name(ofAction:)) ?? ""
    switch effect.purpose {
    case .contact: return say("case-waits-call", ["party": party, "channel": channel, "attempt": String(effect.attempt)])
    case .ask:
      return say("case-waits-answer", ["party": party.isEmpty ? action : party, "fact": retelling.name(ofFact: effect.fact ?? "")])
    case .say: return say("case-waits-saying", ["channel": channel])
    case .action, .aside: return say("case-waits-action", ["action": action])
    }
  }

  /// How the moment of a timer was worked out; empty for one that simply runs from now.
  func derivation(of timer: CaseTimer) -> [String] {
    let counted = look.retelling.derivation(of: timer)
    guard counted.isEmpty else { return counted }
    guard let origin = timer.origin else { return [] }
    return [
      say(
        "case-counted",
        ["origin": look.retelling.name(ofFact: origin), "from": look.times.stamp(timer.from).text, "amount": timer.amount.text(in: look.language)])
    ]
  }

  private func say(_ key: String, _ values: [String: String] = [:]) -> String { look.words.text(key, values) }
}

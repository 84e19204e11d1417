import Casework
import Playbook

/// Approved words for the sentence that the case stands at, ready to be said, copied or sent.
struct SayingCard {
  let name: String
  let isNamed: Bool
  /// What is known stands in it; what isn't, and what is personal, is left to whoever says it.
  let text: String
  let isBlank: Bool

  /// Those for the case's channel.
  static func all(at step: Step, _ look: CaseLook) -> [SayingCard] {
    let channel = look.state.channel
    return step.sayings.filter { $0.channels.isEmpty || $0.channels.contains(channel) }.map { SayingCard($0, look) }
  }

  private init(_ saying: Saying, _ look: CaseLook) {
    let plan = look.plan
    let message = saying.message.flatMap(plan.message)
    let wording = message?.wording(channel: look.state.channel, language: plan.language) ?? saying.wording
    var hasBlank = false
    text = wording.parts.map { part -> String in
      switch part {
      case .text(let text): return text
      case .unbound(let name):
        hasBlank = true
        return Self.gap(name, plan)
      case .slot(let id):
        guard let fact = plan.fact(id), !fact.isPersonal, let value = look.state.usableValue(id, plan: plan, now: look.times.now) else {
          hasBlank = true
          return Self.gap(plan.fact(id)?.name ?? id, plan)
        }
        return fact.words(for: value, in: plan.language, zone: plan.zone)
      }
    }.joined()
    isBlank = hasBlank
    name = message?.name ?? ""
    isNamed = message != nil
  }

  /// The composer doesn't send a text to a party as long as there is one in it.
  private static func gap(_ name: String, _ plan: Plan) -> String {
    plan.language.words("\(ReadyWords.blank)（\(name)）", "\(ReadyWords.blank) (\(name))")
  }
}

import Casework
import Channels
import Ledger
import Playbook

extension Errand {
  /// The claimed effect in plain words.
  init(_ claimed: ClaimedEffect) {
    let effect = claimed.effect
    self.init(
      key: effect.receiverKey.text, kind: Kind(effect), subject: claimed.subject, action: effect.action, party: effect.party,
      channel: effect.channel?.rawValue,
      arguments: effect.arguments, text: effect.text, fact: effect.fact, attempt: effect.attempt, outcomes: effect.outcomesOfReceiver)
  }
}

extension Errand.Kind {
  init(_ effect: Effect) {
    switch effect.purpose {
    case .action: self = .action
    case .aside: self = effect.isMessage ? .say : .action
    case .contact: self = .contact
    case .ask: self = .ask
    case .say: self = .say
    }
  }
}

extension Effect {
  /// What a receiver may report: whether a budget is used up is the desk's to say.
  var outcomesOfReceiver: [String] { budget == nil ? outcomes : outcomes.filter { $0 != HeldBackAnswer.overLimit } }

  /// What is reported when the effect could not be carried out: a contact's `failed`, else the last of the declared outcomes.
  var failureOutcome: String {
    let failed = ContactOutcome.failed.rawValue
    return purpose == .contact && outcomes.contains(failed) ? failed : outcomes.last ?? failed
  }
}

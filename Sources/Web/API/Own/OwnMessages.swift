import Desk
import Casework
import Playbook

/// What was said between the desk and a party, over all channels. Notes, what others said and what was said to others isn't in it.
extension OwnCase {
  struct Message: Sendable {
    let sequence: Int
    let at: Instant
    let isMine: Bool
    let channel: ChannelName?
    /// Nil where it was filled with personal data.
    let text: String?
  }

  /// In order; of the party as it is now.
  var messages: [Message] { file.events.filter { $0.sequence > beginning }.compactMap(message) }

  private func message(_ event: Event) -> Message? {
    switch event.kind {
    case .wrote(let wrote):
      let message = wrote.message
      guard message.from == party || message.to == party else { return nil }
      return Message(sequence: event.sequence, at: event.at, isMine: message.from == party, channel: message.channel, text: message.text)
    case .effectPlanned(let effect):
      // What a person wrote stands in the event before it; what is said in a call is for whoever speaks.
      guard !effect.isMessage, effect.purpose != .contact, let words = effect.text, receiver(of: effect) == party else { return nil }
      return Message(
        sequence: event.sequence, at: event.at, isMine: false, channel: effect.channel, text: plan.hasPersonalWords(effect) ? nil : words)
    default: return nil
    }
  }

  /// Wording that names nobody is said to whoever the case was registered for.
  private func receiver(of effect: Effect) -> Party.ID? {
    if let party = effect.party { return party }
    return effect.purpose == .say ? plan.intake?.order?.party : nil
  }
}

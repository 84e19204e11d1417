import Casework
import Desk
import Playbook

/// A line of a case's timeline.
struct TimelineView: Encodable {
  let sequence: Int
  let at: String
  let text: String
  /// `detail`, `normal` or `headline`.
  let weight: String
  /// What a decision stood on; left out elsewhere.
  let uses: [String]?
  /// The sentence that asked for it.
  let sentence: SentenceView?

  /// - Parameter masks: whether numbers that lead to people are taken out of what was written.
  init(_ line: CaseFile.Line, version: String, masks: Bool = true) {
    sequence = line.sequence
    at = line.at.rfc3339
    text = masks ? PersonalNumbers.masked(line.retold.text) : line.retold.text
    weight =
      switch line.retold.weight {
      case .detail: "detail"
      case .normal: "normal"
      case .headline: "headline"
      }
    uses = line.isDecision ? (masks ? line.uses.map(PersonalNumbers.masked) : line.uses) : nil
    sentence = line.retold.sentence.map(SentenceView.init)
  }
}

/// Something written or said in a case.
struct MessageView: Encodable {
  let sequence: Int
  let at: String
  /// The party that wrote; left out for the desk.
  let from: String?
  /// The party it went to; left out for a note and for what a party wrote.
  let to: String?
  let channel: String?
  /// Who at the desk wrote it, or `playbook`.
  let by: String
  /// Left out where it was filled with personal data.
  let text: String?
  let sentence: SentenceView?

  /// Nil for an event that says nothing to anybody. - Parameter masks: as in `TimelineView`.
  init?(_ event: Event, _ file: CaseFile, masks: Bool) {
    sequence = event.sequence
    at = event.at.rfc3339
    switch event.kind {
    case .wrote(let wrote):
      from = wrote.message.from
      to = wrote.message.to
      channel = wrote.message.channel?.rawValue
      text = PersonalNumbers.shown(wrote.message.text, masks: masks)
      by = if case .person(let name, _) = wrote.sender { name } else { "platform" }
      // A remark is about one.
      sentence = event.step.flatMap(file.plan.step).map { SentenceView($0.sentence) }
    case .effectPlanned(let effect):
      // What a person wrote stands in the event before it.
      guard let words = effect.text, effect.action != nil || effect.purpose != .aside else { return nil }
      from = nil
      to = effect.party
      channel = effect.channel?.rawValue
      text = file.plan.hasPersonalWords(effect) ? nil : LinkTokens.masked(words)
      by = "playbook"
      sentence = event.step.flatMap(file.plan.step).map { SentenceView($0.sentence) }
    default: return nil
    }
  }
}

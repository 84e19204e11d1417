import Casework
import Playbook

/// What somebody who worked on a case said of the document, as the API shows it.
struct RemarkView: Encodable {
  let `case`: String
  /// The event that it is.
  let sequence: Int
  let at: String
  /// Who said it.
  let by: String
  /// Numbers that lead to people are taken out.
  let text: String
  let step: String
  /// The version that the case runs under.
  let version: String
  /// What it is about; left out where that version doesn't have the step.
  let sentence: SentenceView?

  /// Nil for an event that is none. - Parameter plan: of the case's version; nil when it can't be read.
  init?(_ event: Event, of state: Case, _ plan: Plan?) {
    guard case .wrote(let wrote) = event.kind, let step = wrote.message.step else { return nil }
    `case` = state.id.text
    sequence = event.sequence
    at = event.at.rfc3339
    by = if case .person(let name, _) = wrote.sender { name } else { "platform" }
    text = PersonalNumbers.masked(wrote.message.text)
    self.step = step
    version = state.version
    sentence = plan?.step(step).map { SentenceView($0.sentence) }
  }
}

import Casework
import Desk
import Playbook

/// Approved wording of the playbook, ready to be put into a message.
///
/// Slots are filled with what is known. What isn't, and what is personal, is a blank for whoever sends it.
struct ReadyWords {
  /// What stands in a text where something is to be filled in.
  static let blank = "____"

  let name: String
  let text: String
  let hasBlanks: Bool

  /// All that the playbook declares, for the case's channel, in the playbook's language: that is what its parties understand.
  static func all(for file: CaseFile) -> [ReadyWords] {
    file.plan.vocabulary.messages.compactMap { message in
      guard let wording = message.wording(channel: file.state.channel, language: file.plan.language) else { return nil }
      return ReadyWords(message.name, wording, file)
    }
  }

  private init(_ name: String, _ wording: Wording, _ file: CaseFile) {
    self.name = name
    text = wording.parts.map { part in
      switch part {
      case .text(let text): text
      case .slot(let fact): Self.value(fact, file) ?? Self.gap(called: file.retelling.name(ofFact: fact), file)
      case .unbound(let name): Self.gap(called: name, file)
      }
    }.joined()
    hasBlanks = text.contains(Self.blank)
  }

  private static func value(_ id: Fact.ID, _ file: CaseFile) -> String? {
    guard let fact = file.plan.fact(id), !fact.isPersonal, let value = file.state.facts[id]?.value else { return nil }
    return fact.words(for: value, in: file.plan.language, zone: file.plan.zone)
  }

  private static func gap(called name: String, _ file: CaseFile) -> String { file.plan.language.words("\(blank)（\(name)）", "\(blank) (\(name))") }
}

import Casework
import Desk
import Playbook

/// Asks for a fact: its values as buttons, or a field of its type.
struct FactField {
  /// What the answer is.
  enum Purpose {
    /// Of a task.
    case answer(OpenTask)
    /// Told without having been asked.
    case tell
    /// What a stuck case lacks.
    case repair
  }

  /// Places of fields that aren't what the case waits for.
  static let mending = "mend"
  static let repairing = "repair"
  /// Of answers that were given at sentences before, with the step.
  static let again = "again-"

  /// Unique on the page.
  let key: String
  let label: String
  let api: String
  let tag: String
  /// Its buttons are chosen by number.
  let isNumbered: Bool
  let isClosedList: Bool
  let choices: [CaseButton]
  let isWritten: Bool
  /// The place of the value in the JSON.
  let pointer: String
  /// The rest of the JSON.
  let json: String
  let type: String
  /// How `forms.js` reads it: `time`, or as text.
  let reading: String
  /// What is known already, as it would be written; empty where nothing is, and for a time, which is written on the reader's clock.
  let present: String
  let keyboard: String
  let unit: String
  let hasUnit: Bool
  let hint: String

  /// - Parameters:
  ///   - place: tells it apart from fields of the same fact elsewhere on the page.
  ///   - isKnown: what is known stands in it.
  init(_ look: CaseLook, _ fact: Fact, _ purpose: Purpose, _ place: String, isKnown: Bool = false) {
    let known = isKnown && !fact.isPersonal ? look.state.facts[fact.id]?.value : nil
    key = "\(place)-\(fact.id)"
    label = fact.name
    api = look.api
    tag = look.tag
    func told(_ value: String) -> String {
      switch purpose {
      case .answer(let task): CaseLook.json(["task": task.id.text, "choice": value])
      case .tell: CaseLook.json(["facts": [fact.id: value]])
      case .repair: CaseLook.json(["repair": ["facts": [fact.id: value]]])
      }
    }
    switch purpose {
    case .answer(let task):
      choices = task.choices.map { CaseButton(label: $0.label, json: told($0.id)) }
      (pointer, json) = ("/choice", CaseLook.json(["task": task.id.text]))
    case .tell, .repair:
      choices = (fact.values ?? []).map { value in
        let words = fact.words(for: value, in: look.plan.language)
        return CaseButton(label: words, json: told(words), isPresent: value == known)
      }
      let name = CaseLook.pointer(fact.id)
      if case .tell = purpose { pointer = "/facts/\(name)" } else { pointer = "/repair/facts/\(name)" }
      json = "{}"
    }
    isNumbered = place != Self.mending && place != Self.repairing && !place.hasPrefix(Self.again)
    isClosedList = !choices.isEmpty
    isWritten = fact.values == nil
    let isTime = fact.type == .time
    (type, reading) = isTime ? ("datetime-local", "time") : ("text", "text")
    switch fact.type {
    case .number(let written): (keyboard, unit) = ("decimal", written ?? "")
    case .money: (keyboard, unit) = ("decimal", look.language.words("元", "yuan"))
    default: (keyboard, unit) = ("text", "")
    }
    hasUnit = !unit.isEmpty
    let whole = isTime || look.masks ? "" : known.map { fact.words(for: $0, in: look.plan.language, zone: look.plan.zone) } ?? ""
    // What isn't shown whole can't be gone on with.
    let written = LinkTokens.masked(whole) == whole ? whole : ""
    // The unit stands beside the field.
    let suffix = if case .money = fact.type { " 元" } else { " \(unit)" }
    present = written.hasSuffix(suffix) ? String(written.dropLast(suffix.count)) : written
    hint = isTime ? "" : fact.examples(in: look.language)
  }
}

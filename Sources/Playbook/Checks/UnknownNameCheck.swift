/// A name that nothing declares: an action in 【】, a fact, a value, a message, a slot.
///
/// In brackets the nearest declared name is given. The step is then done by a person. A name left unfinished (`xx`) is told as such.
enum UnknownNameCheck: Check {
  static let id = "unknown-name"

  /// Names that are never bound while reading, because a whole sentence is left to a person: told once for each name.
  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    unboundActions(checked) + unboundSlots(checked)
  }

  private static func unboundActions(_ checked: CheckedPlan) -> [Diagnostic] {
    var seen: Set<String> = []
    var findings: [Diagnostic] = []
    for step in checked.steps {
      guard case .manual = step.kind, step.sentence.text.contains("【") else { continue }
      // Items made of brackets alone are bound, and told of, while reading.
      if case .actions = readForm(step.sentence.text[...], of: RichText(text: step.sentence.text, place: step.sentence.place)) { continue }
      for bracket in brackets(in: step.sentence.text[...]) where checked.names.action(bracket.name) == nil && seen.insert(normalized(bracket.name)).inserted {
        findings.append(
          checked.finding(
            Self.self, .warning, at: step.sentence, "没有名为“\(bracket.name)”的动作，将由人来做。",
            "No action is called “\(bracket.name)”; a person will do it."))
      }
    }
    return findings
  }

  private static func unboundSlots(_ checked: CheckedPlan) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for step in checked.steps {
      var sayings = step.sayings
      if case .say(let saying) = step.kind { sayings.append(saying) }
      for saying in sayings where saying.message == nil {
        for case .unbound(let name) in saying.wording.parts {
          findings.append(
            checked.finding(
              Self.self, .error, at: saying.sentence, "空格“{\(name)}”不对应任何事实。", "The slot “{\(name)}” stands for no fact."))
        }
      }
    }
    return findings
  }
}

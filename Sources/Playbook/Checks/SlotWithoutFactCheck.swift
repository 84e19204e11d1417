/// **Finds** a slot `{…}` in wording that stands for no declared fact.
///
/// **Matters** because the text can't be filled, and the case becomes an incident when it is to be sent.
///
/// ```
/// - 话术：您的餐在{餐品位子}      空格“{餐品位子}”不对应任何事实。
/// ```
///
/// **Close it** by writing the fact's name or by declaring the fact. **Level**: error.
enum SlotWithoutFactCheck: Check {
  static let id = "slot-without-fact"
  static let group = CheckGroup.wording
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("话术里的空格没有对应的事实", "A slot in wording that no fact fills")
  static let help = Diagnostic.Message("把空格改成已声明事实的名称，或声明这个事实。", "Write the name of a declared fact in the slot, or declare the fact.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.flatMap { step -> [Diagnostic] in
      var sayings = step.sayings
      if case .say(let saying) = step.kind { sayings.append(saying) }
      return sayings.filter { $0.message == nil }.flatMap { saying in
        saying.wording.parts.compactMap { part in
          guard case .unbound(let name) = part else { return nil }
          return checked.finding(Self.self, .error, at: saying.sentence, words(name).chinese, words(name).english, story: checked.story(to: step))
        }
      }
    }
  }

  /// The finding's words; declared messages are told of where their table is read.
  static func words(_ name: String) -> Diagnostic.Message {
    .init("空格“{\(name)}”不对应任何事实。", "The slot “{\(name)}” stands for no fact.")
  }
}

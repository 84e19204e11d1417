/// **Finds** wording that promises somebody a time or an amount of money, with no 承诺 and no follow-up beside it: in the same place of the outline, around
/// it or below it.
///
/// **Matters** because what was said is owed. A promise has an owner and a clock, keeps the case open, and acts by itself when it is broken; a sentence in
/// a text message does none of that.
///
/// ```
/// - 话术：我们会在 24 小时内给您回电。      答应了“24 小时内”，旁边却没有承诺。
/// ```
///
/// **Close it** with `承诺：客服 在 24 小时内 回电；超时 则 【升级主管】` beside it, or with wording that names neither. **Level**: note.
enum PromiseInWordingCheck: Check {
  static let id = "promise-in-wording"
  static let group = CheckGroup.time
  static let level = Diagnostic.Level.note
  static let title = Diagnostic.Message("话术答应了时间或金额，旁边没有承诺", "Wording that promises, with no promise beside it")
  static let help = Diagnostic.Message(
    "在旁边写“承诺：谁 在 多久内 做什么；超时 则 【动作】”。", "Write “Promise: WHO within TIME WHAT; else [action]” beside it.")

  private static let promising = ["我们会", "会在", "会给您", "会为您", "将在", "将给您", "将为您", "保证", "承诺", "we'll", "we will", "will be", "promise"]
  private static let asking = ["请", "您可以", "如需", "please", "you can", "you may"]

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    var told: Set<String> = []
    return checked.plan.reachableProcedures.flatMap { procedure -> [Diagnostic] in
      let kept = procedure.steps.filter { isPromise($0) }
      return procedure.steps.compactMap { step in
        for wording in wordings(of: step, checked) {
          guard let promised = promised(in: wording.plainText), !told.contains(promised) else { continue }
          guard !kept.contains(where: { stands($0, beside: step, checked) }) else { continue }
          told.insert(promised)
          return checked.finding(
            Self.self, .note, at: step.sentence, "话术答应了“\(checked.short(promised))”，旁边却没有承诺，没有人盯着。",
            "The wording promises “\(checked.short(promised))”, and no promise stands beside it, so nobody watches.")
        }
        return nil
      }
    }
  }

  private static func isPromise(_ step: Step) -> Bool {
    switch step.kind {
    case .promise, .followUp: true
    case .act(let call): call.recovery != nil
    default: false
    }
  }

  private static func wordings(of step: Step, _ checked: CheckedPlan) -> [Wording] {
    var wordings = step.sayings.map(\.wording)
    switch step.kind {
    case .say(let saying): wordings.append(saying.wording)
    case .act(let call):
      if let action = checked.plan.action(call.action), let message = action.message.flatMap(checked.plan.message),
        let wording = message.wording(channel: action.channel, language: checked.plan.language)
      {
        wordings.append(wording)
      }
    default: break
    }
    return wordings
  }

  /// The sentence that promises a time or an amount, if one does.
  private static func promised(in text: String) -> String? {
    for sentence in text[...].cut(at: ["。", "！", "？", "!", "?", "；", ";", "\n"]) {
      let lowered = sentence.lowercased()
      guard promising.contains(where: { lowered.contains($0) }), !asking.contains(where: { lowered.contains($0) }) else { continue }
      if !TimeMention.limits(in: String(sentence)).isEmpty || namesAmount(sentence) { return String(sentence) }
    }
    return nil
  }

  /// `20 元`, `¥20`.
  private static func namesAmount(_ text: Substring) -> Bool {
    for index in text.indices where text[index].isASCII && text[index].isNumber {
      if index > text.startIndex, text[text.index(before: index)] == "¥" { return true }
      let behind = text[index...].drop { ($0.isASCII && $0.isNumber) || $0 == "." }.drop(while: \.isWhitespace)
      if behind.hasPrefix("元") || behind.hasPrefix("yuan") { return true }
    }
    return false
  }

  /// In the same place of the outline, around it, or right below it.
  private static func stands(_ promise: Step, beside step: Step, _ checked: CheckedPlan) -> Bool {
    if promise.parent == step.id { return true }
    var here: Step? = step
    while let current = here {
      if promise.parent == current.parent, promise.under == current.under { return true }
      here = current.parent.flatMap(checked.plan.step)
    }
    return false
  }
}

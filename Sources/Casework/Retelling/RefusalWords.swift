public import Playbook

extension Refusal {
  /// Why not, in words for a person.
  /// - Parameter plan: of the case, for names; ids stand in for them without it.
  public func text(in language: Language, plan: Plan? = nil) -> String {
    func say(_ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String { language.words(chinese(), english()) }
    func name(_ action: Action.ID) -> String { plan?.action(action)?.name ?? action }
    switch self {
    case .noSuchCase(let id): return say("没有工单 \(id)。", "There is no case \(id).")
    case .caseExists(let id): return say("工单 \(id) 已存在。", "Case \(id) exists already.")
    case .caseClosed(let id): return say("工单 \(id) 已结单，不能再改。", "Case \(id) is closed and can't be changed.")
    case .wrongVersion(let expected, let actual):
      return say(
        "版本不符：工单用 \(expected.prefix(12))，给的是 \(actual.prefix(12))。", "Wrong version: the case runs under \(expected.prefix(12)), not \(actual.prefix(12)).")
    case .notAwaited(let what): return say("此刻没有在等“\(what)”：已结束或已取消。", "Nothing waits for “\(what)” now: it has ended or was cancelled.")
    case .unknownName(let name): return say("流程里没有“\(name)”。", "The playbook has no “\(name)”.")
    case .notAValue(let fact): return say("“\(plan?.fact(fact)?.name ?? fact)”不能取这个值。", "“\(plan?.fact(fact)?.name ?? fact)” can't have this value.")
    case .notAnOutcome(let outcome, let of):
      return say("“\(outcome)”不是可能的结果（\(of.joined(separator: "、"))）。", "“\(outcome)” is none of the outcomes (\(of.joined(separator: ", "))).")
    case .notAChoice(let choice, let of):
      return say("“\(choice)”不在选项里（\(of.joined(separator: "、"))）。", "“\(choice)” is none of the choices (\(of.joined(separator: ", "))).")
    case .forbidden(let action, let clause):
      return say(
        "“\(name(action))”被禁止，依据 \(clause.file):\(clause.place.line)「\(clause.text)」。",
        "“\(name(action))” is forbidden by \(clause.file):\(clause.place.line) “\(clause.text)”.")
    case .unguarded(let action): return say("“\(name(action))”的前提还没有确认。", "What “\(name(action))” requires isn't established yet.")
    case .overLimit(let action, let words): return say("“\(name(action))”不能办：\(words)。", "“\(name(action))” can't be done: \(words).")
    case .notApprover(let role):
      let who = role.map { say("（\($0)）", " (\($0))") } ?? ""
      return say("要由另一个人\(who)批准：提出的人、批过的人、别的角色都不能批。", "Another person\(who) has to approve: not who asked for it, has approved already, or has another role.")
    case .needsDecision(let reasons):
      let why = reasons.map { $0.text(in: language) }.joined(separator: say("；", "; "))
      return say("这张工单要人决定怎么走：\(why)。", "A person has to decide how this case goes on: \(why).")
    case .changedMeanwhile(let id):
      return say("工单 \(id) 刚才有变化，请看过再办。", "Case \(id) has changed meanwhile: look at it again.")
    case .nothingToRepair: return say("这张工单没有异常，不用处理。", "The case is no incident; there is nothing to repair.")
    }
  }
}

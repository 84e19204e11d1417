public import Casework
public import Playbook

/// Why what was written to a case isn't understood. The case stays as it was.
public enum SignalFault: Error, Hashable, Sendable {
  /// What a name was looked up as.
  public enum Noun: Hashable, Sendable { case fact, event, action, party, channel }

  case unknown(Noun, String, known: [String])
  case notAValue(of: Fact, String)
  case noTask(CaseID)
  /// There are several, and none was named.
  case severalTasks([OpenTask])
}

extension SignalFault {
  /// What is wrong, and what would be right.
  public func text(in language: Language) -> String {
    let and = language.words("、", ", ")
    switch self {
    case .unknown(let noun, let name, let known) where known.isEmpty:
      return language.words(
        "流程里没有“\(name)”：它没有声明任何\(noun.name(in: language))。", "The playbook has no \(noun.name(in: language)) “\(name)”: it declares none.")
    case .unknown(let noun, let name, let known):
      let list = known.joined(separator: and)
      return language.words(
        "流程里没有叫“\(name)”的\(noun.name(in: language))。有：\(list)。", "The playbook has no \(noun.name(in: language)) “\(name)”. It has: \(list).")
    case .notAValue(let fact, let text):
      let examples = fact.examples(in: language)
      return language.words(
        "“\(fact.name)”不能是“\(text)”，可以是：\(examples)。", "“\(fact.name)” can't be “\(text)”; it can be: \(examples).")
    case .noTask(let id): return language.words("工单 \(id) 没有待人处理的任务。", "Case \(id) has no task for a person.")
    case .severalTasks(let tasks):
      let list = tasks.map { language.words("\($0.id)（\($0.text)）", "\($0.id) (\($0.text))") }.joined(separator: and)
      return language.words("有 \(tasks.count) 个任务，请指明一个：\(list)。", "There are \(tasks.count) tasks, name one: \(list).")
    }
  }
}

extension SignalFault.Noun {
  func name(in language: Language) -> String {
    switch self {
    case .fact: language.words("事实", "fact")
    case .event: language.words("事件", "event")
    case .action: language.words("动作", "action")
    case .party: language.words("角色", "party")
    case .channel: language.words("渠道", "channel")
    }
  }
}

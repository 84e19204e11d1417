import Casework
import Desk
import Playbook

/// Reads what a person wrote behind `gendan signal` against the case's playbook: an unknown name is answered with the known ones.
struct SignalWords {
  let found: FoundCase
  let person: String

  private var vocabulary: Vocabulary { found.plan.vocabulary }

  func content(of command: SignalCommand) throws -> Signal.Content {
    if !command.fact.isEmpty {
      let reports = try command.fact.map(report)
      // For a case that is stuck, a fact is its repair.
      if found.state.incident != nil, reports.count == 1 { return .repair(.setFact(report: reports[0])) }
      return .facts(reports)
    }
    if let event = command.event {
      guard let named = vocabulary.event(named: event) else { throw unknown(say("事件", "event"), event, vocabulary.events.map(\.name)) }
      return .happened(named.id)
    }
    if let choice = command.choose { return .taskDone(try task(command.task), choice: choice) }
    if let action = command.action {
      guard let named = vocabulary.action(named: action) else { throw unknown(say("动作", "action"), action, vocabulary.actions.map(\.name)) }
      return .perform(named.id, arguments: [:])
    }
    if let promise = command.promiseKept { return .promiseKept(PromiseID(promise), proof: command.proof) }
    if let heard = command.heard { return try self.heard(heard) }
    if !command.person.isEmpty { return .persons(try persons(command.person)) }
    if let step = command.moveTo { return .repair(.move(to: step)) }
    return .repair(command.retry ? .retry : .skip)
  }

  /// `FACT=VALUE`; the value may be 未知 or unknown.
  private func report(_ text: String) throws -> FactReport {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { "=＝".contains($0) }.map(String.init)
    guard parts.count == 2 else { throw Trouble(say("“\(text)”读不懂：写成“事实=值”。", "“\(text)” isn't understood: write FACT=VALUE.")) }
    guard let fact = vocabulary.fact(named: parts[0]) else { throw unknown(say("事实", "fact"), parts[0], vocabulary.facts.map(\.name)) }
    let source = "agent \(person)"
    if let value = fact.value(parts[1]) { return FactReport(fact: fact.id, value: value, source: source) }
    if ["未知", "unknown"].contains(parts[1].lowercased()) { return FactReport(fact: fact.id, value: nil, source: source) }
    throw Trouble(
      say("“\(fact.name)”不能是“\(parts[1])”，可以是：\(fact.examples)。", "“\(fact.name)” can't be “\(parts[1])”; it can be: \(fact.examples)."))
  }

  private func task(_ named: String?) throws -> TaskID {
    if let named { return TaskID(named) }
    let tasks = found.state.tasks.values.sorted { $0.id < $1.id }
    if tasks.isEmpty {
      throw Trouble(say("工单 \(found.state.id) 没有待人处理的任务。", "Case \(found.state.id) has no task for a person."))
    }
    if tasks.count == 1 { return tasks[0].id }
    let list = tasks.map { say("\($0.id)（\($0.text)）", "\($0.id) (\($0.text))") }.joined(separator: say("、", ", "))
    throw Trouble(say("有 \(tasks.count) 个任务，请用 --task 指明：\(list)。", "There are \(tasks.count) tasks, name one with --task: \(list)."))
  }

  func unknown(_ kind: String, _ name: String, _ known: [String]) -> Trouble {
    if known.isEmpty { return Trouble(say("流程里没有“\(name)”：它没有声明任何\(kind)。", "The playbook has no \(kind) “\(name)”: it declares none.")) }
    return Trouble(
      say("流程里没有叫“\(name)”的\(kind)。有：\(known.joined(separator: "、"))。", "The playbook has no \(kind) “\(name)”. It has: \(known.joined(separator: ", "))."))
  }
}

extension Fact {
  /// What a value of this fact looks like.
  var examples: String {
    if let values { return values.map { words(for: $0, in: tongue) }.joined(separator: say("、", ", ")) }
    return switch type {
    case .number(let unit): say("数字", "a number") + (unit.map { "（\($0)）" } ?? "")
    case .money: say("金额，如 12.5 元", "an amount, e.g. ¥12.5")
    case .duration: say("时长，如 30 分钟", "a duration, e.g. 30 min")
    case .time: say("时间，如 2026-11-22 14:05", "a time, e.g. 2026-11-22 14:05")
    default: say("文字", "text")
    }
  }
}

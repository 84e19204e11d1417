import Playbook

/// What a person who answers is asked: the facts that calls tell and that the procedure decides on behind the call, before anything has to be waited for.
struct ToldInCalls {
  private let plan: Plan
  private let factNumbers: [Fact.ID: Int]
  /// By procedure: the steps that run it.
  private var callers: [Procedure.ID: [Step]] = [:]
  private var homes: [Step.ID: Procedure.ID] = [:]
  private(set) var byStep: [Step.ID: [Int]] = [:]

  init(plan: Plan, factNumbers: [Fact.ID: Int]) {
    self.plan = plan
    self.factNumbers = factNumbers
    for procedure in plan.procedures {
      for step in procedure.steps {
        homes[step.id] = procedure.id
        if case .call(let called) = step.kind { callers[called, default: []].append(step) }
        if case .followUp(let id) = step.kind, let rounds = plan.followUp(id).flatMap(plan.procedure(of:)) {
          callers[rounds.id, default: []].append(step)
        }
      }
    }
    for step in plan.procedures.flatMap(\.steps) {
      if case .contact = step.kind { byStep[step.id] = told(behind: step) }
    }
  }

  private func told(behind call: Step) -> [Int] {
    var found: Set<Int> = []
    var seen: Set<Step.ID> = [call.id]
    var left = ways(from: call)
    while let id = left.popLast() {
      guard seen.insert(id).inserted, let step = plan.step(id) else { continue }
      switch step.kind {
      case .contact, .wait, .followUp: continue
      case .decide(let fact): if let number = told(fact) { found.insert(number) }
      case .call(let called): if let first = plan.procedure(called)?.first { left.append(first) }
      case .goBack(let target): left.append(target)
      default: break
      }
      left += ways(from: step)
    }
    return found.sorted()
  }

  /// The number of a fact that is told in calls.
  private func told(_ id: Fact.ID) -> Int? { plan.fact(id)?.sources.contains(.contactAnswer) == true ? factNumbers[id] : nil }

  /// Where a step may lead; the end of a procedure leads on behind the steps that run it.
  private func ways(from step: Step) -> [Step.ID] {
    var ways = step.branches.compactMap(\.first)
    var ends = step.next == nil
    if let next = step.next { ways.append(next) }
    if case .conclude = step.kind { ends = true }
    guard ends, let home = homes[step.id] else { return ways }
    var seen: Set<Procedure.ID> = []
    var left = [home]
    while let procedure = left.popLast() {
      guard seen.insert(procedure).inserted else { continue }
      for caller in callers[procedure] ?? [] {
        ways += caller.branches.compactMap(\.first)
        if let next = caller.next { ways.append(next) } else if let above = homes[caller.id] { left.append(above) }
      }
    }
    return ways
  }
}

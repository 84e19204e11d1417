@testable import Casework
import Playbook

/// What is wrong with a case after a signal.
func wrongs(_ after: Stand, since before: Stand, _ plan: Plan) -> [String] {
  let news = after.events[before.events.count...]
  var wrongs = placeFaults(of: after.state)
  wrongs += planned(news, before, plan)
  wrongs += brokenInvariants(news, before, after.state, plan)
  wrongs += sentTwice(news, before, plan)
  let times = news.filter { if case .reconsidered = $0.kind { true } else { false } }.count
  if times > 1 + settlings(news) { wrongs.append("it went back \(times) times at one signal") }
  if after.state.reconsiderations > 20 + 1 { wrongs.append("it went back \(after.state.reconsiderations) times") }
  return wrongs
}

/// Reports that settling sent in by itself: each is a signal of its own.
private func settlings(_ news: ArraySlice<Event>) -> Int {
  news.filter { if case .effectEnded(let ended) = $0.kind { ended.outcome != EffectEnded.withdrawn } else { false } }.count
}

/// Bans and requirements, at the moment each effect was planned.
private func planned(_ news: ArraySlice<Event>, _ before: Stand, _ plan: Plan) -> [String] {
  var wrongs: [String] = []
  var state = before.state
  for event in news {
    state.apply(event)
    guard case .effectPlanned(let effect) = event.kind else { continue }
    let name = effect.action ?? (effect.purpose == .contact ? Action.contactPrimitive : "")
    if state.prohibitions.contains(where: { $0.actions.contains(name) }) { wrongs.append("the forbidden \(name) was planned") }
    guard let action = effect.action.flatMap(plan.action) else { continue }
    if action.lacksConsent { wrongs.append("\(action.id) lacks consent") }
    guard let required = action.guardCondition else { continue }
    let truth = required.truth(facts: { state.usableValue($0, plan: plan, now: event.at) }, answer: nil)
    if truth != .yes { wrongs.append("what \(action.id) requires is \(truth)") }
  }
  return wrongs
}

/// The playbook's own rules, as far as the events can break them.
private func brokenInvariants(_ news: ArraySlice<Event>, _ before: Stand, _ after: Case, _ plan: Plan) -> [String] {
  guard !plan.invariants.isEmpty else { return [] }
  var wrongs: [String] = []
  var ran = Set(before.events.compactMap { if case .effectPlanned(let effect) = $0.kind { effect.action } else { nil } })
  var state = before.state
  func holds(_ condition: Condition) -> Bool { condition.truth(facts: { state.usableValue($0, plan: plan, now: before.now) }, answer: nil) == .yes }
  /// By an alternative on the way to the end.
  func isEstablished(_ condition: Condition) -> Bool {
    let uses = state.lastDecisions.flatMap(\.uses)
    return condition.truth(facts: { fact in uses.last { $0.fact == fact }?.value }, answer: nil) == .yes
  }
  for event in news {
    state.apply(event)
    switch event.kind {
    case .effectPlanned(let effect):
      guard let action = effect.action else { continue }
      for invariant in plan.invariants {
        switch invariant.rule {
        case .actionBefore(let first, action) where !ran.contains(first): wrongs.append("broken: \(invariant.sentence.text)")
        case .conditionBefore(let condition, action) where !holds(condition): wrongs.append("broken: \(invariant.sentence.text)")
        case .never(action, let condition) where holds(condition): wrongs.append("broken: \(invariant.sentence.text)")
        default: break
        }
      }
      ran.insert(action)
    case .procedureLeft where state.frames.isEmpty:
      for invariant in plan.invariants {
        if case .beforeEnd(let action, let condition) = invariant.rule, !ran.contains(action), condition.map(isEstablished) ?? true {
          wrongs.append("broken: \(invariant.sentence.text)")
        }
      }
    default: break
    }
  }
  return wrongs
}

/// A message, call or action that was done below the decision, and is done again with the same words when its step is first come to again.
private func sentTwice(_ news: ArraySlice<Event>, _ before: Stand, _ plan: Plan) -> [String] {
  guard let index = news.firstIndex(where: { if case .reconsidered(let went) = $0.kind { went.leadsBack == nil } else { false } }),
    case .reconsidered(let went) = news[index].kind
  else { return [] }
  let past = before.state.frames[went.frame].trail.first { $0.step == news[index].step }
  let since = past?.decision?.sequence ?? past?.reached ?? 0
  let undone = Set(went.undone.map(\.key))
  var done: [String: EffectKey] = [:]
  var plans: [EffectKey: Effect] = [:]
  for event in before.events + news[..<index] {
    switch event.kind {
    case .effectPlanned(let effect): plans[effect.key] = effect
    case .effectEnded(let ended):
      guard event.sequence > since, let effect = plans[ended.key], effect.step != nil, effect.purpose != .aside, effect.purpose != .ask else { continue }
      let isDone =
        ended.outcome != EffectEnded.withdrawn
        && (effect.purpose == .contact ? ended.outcome == ContactOutcome.answered.rawValue : !plan.isFailure(ended.outcome, of: effect))
      if isDone, !undone.contains(ended.key) { done[signature(effect)] = ended.key }
    default: break
    }
  }
  var wrongs: [String] = []
  for event in news[index...] {
    switch event.kind {
    // From here on the step has had its turn.
    case .stood: for signature in done.keys where signature.hasPrefix((event.step ?? "") + "|") { done[signature] = nil }
    case .effectPlanned(let effect):
      if done.removeValue(forKey: signature(effect)) != nil { wrongs.append("sent twice: \(effect.action ?? "") \(effect.text ?? "")") }
    default: break
    }
  }
  return wrongs
}

private func signature(_ effect: Effect) -> String {
  let arguments = effect.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ";")
  return "\(effect.step ?? "")|\(effect.action ?? "")|\(effect.party ?? "")|\(arguments)|\(effect.text ?? "")"
}

/// Decisions on the way to the end that what is known at the end speaks against. What the procedure has concluded or taken notice of itself is its own.
func contradictions(_ end: Stand, _ plan: Plan) -> [String] {
  guard let left = end.events.lastIndex(where: { if case .procedureLeft = $0.kind { true } else { false } }),
    var state = Case(id: end.state.id, folding: end.events[..<left]), state.frames.count == 1
  else { return [] }
  let decisions = state.frames[0].trail.flatMap { ($0.inner ?? []) + [$0.decision].compactMap { $0 } }
  // What was told after the end counts too.
  for event in end.events[left...] { if case .factLearned = event.kind { state.apply(event) } }
  var wrongs: [String] = []
  for decision in decisions {
    guard let step = plan.step(decision.step), let branch = step.branches.first(where: { $0.id == decision.branch }) else { continue }
    // Looked at without the engine: a list of values that one fact has to be among.
    guard case .decide(let fact) = step.kind, case .fact(fact, let values) = branch.condition, let known = state.facts[fact], let value = known.value else {
      continue
    }
    if known.source == KnownFact.conclusion || known.isExpected == true || RowReference(source: known.source) != nil { continue }
    let wasReviewed = end.events[left...].contains { if case .taskOpened(let task) = $0.kind { task.purpose == .review } else { false } }
    if !values.contains(value), !wasReviewed { wrongs.append("it ended on “\(branch.sentence.text)” of “\(step.sentence.text)”, and \(fact) is \(value)") }
  }
  return wrongs
}

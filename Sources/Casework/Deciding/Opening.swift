import Playbook

/// A signal opens a case, or joins the one that is open about the same subject.
func open(_ opening: Opening, _ signal: Signal, _ state: Case?, _ plan: Plan, _ now: Instant) throws(Refusal) -> [Event] {
  if let state {
    guard state.playbook == opening.playbook, state.subject == opening.subject else { throw .caseExists(state.id) }
    guard state.phase != .closed else { throw .caseClosed(state.id) }
    // The open case keeps its version; the plan handed in is that one's.
    guard state.version == plan.version else { throw .wrongVersion(expected: state.version, actual: plan.version) }
    var deciding = Deciding(state: state, plan: plan, now: now, sender: signal.sender)
    deciding.record(.joined(Joined(sender: signal.sender, channel: opening.channel)))
    if !opening.facts.isEmpty { try deciding.learn(opening.facts) }
    // The procedure has had its say; somebody has to hear what is wanted now.
    if state.phase == .settling {
      let words = plan.language.words("流程已走完，同一订单又来单，请查看。", "The procedure has ended, and the same subject was reported again; please look at it.")
      deciding.openTask(.review, step: nil, text: words, choices: [])
    }
    return deciding.events
  }
  guard opening.version == plan.version else { throw .wrongVersion(expected: opening.version, actual: plan.version) }
  let opened = Opened(playbook: opening.playbook, version: opening.version, subject: opening.subject, channel: opening.channel, sender: signal.sender)
  var deciding = Deciding(state: Case(id: signal.caseID, opened: opened, at: now), plan: plan, now: now, sender: signal.sender)
  deciding.record(.opened(opened))
  try deciding.check(opening.facts)
  for report in opening.facts { deciding.record(.factLearned(FactLearned(fact: report.fact, value: report.value, source: report.source))) }
  if let limit = plan.timeLimit { deciding.setTimer(.caseLimit, step: nil, after: limit) }
  deciding.record(.procedureEntered(ProcedureEntered(procedure: plan.main.id, followUp: nil, round: 1)))
  deciding.proceed(to: plan.main.first)
  return deciding.events
}

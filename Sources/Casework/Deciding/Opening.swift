import Playbook

/// A signal opens a case.
func opened(_ opening: Opening, _ signal: Signal, _ plan: Plan, _ now: Instant) throws(Refusal) -> Deciding {
  guard opening.version == plan.version else { throw .wrongVersion(expected: opening.version, actual: plan.version) }
  let opened = Opened(playbook: opening.playbook, version: opening.version, subject: opening.subject, channel: opening.channel, sender: signal.sender)
  var deciding = Deciding(state: Case(id: signal.caseID, opened: opened, at: now), plan: plan, now: now, sender: signal.sender)
  deciding.record(.opened(opened))
  try deciding.name(opening.persons)
  try deciding.check(opening.facts)
  for report in opening.facts { deciding.record(.factLearned(FactLearned(reported: report))) }
  if let limit = plan.timeLimit { deciding.setTimer(.caseLimit, step: nil, after: limit) }
  deciding.record(.procedureEntered(ProcedureEntered(procedure: plan.main.id, followUp: nil, round: 1)))
  deciding.proceed(to: plan.main.first)
  return deciding
}

extension Deciding {
  /// A signal that would open a case joins the one that is open about the same subject. It keeps its version; the plan handed in is that one's.
  mutating func join(_ opening: Opening) throws(Refusal) {
    let wasSettling = state.phase == .settling
    // Before the first record: a refused signal leaves nothing behind.
    try check(opening.facts)
    try check(opening.persons)
    record(.joined(Joined(sender: sender, channel: opening.channel)))
    try name(opening.persons)
    if !opening.facts.isEmpty { try learn(opening.facts) }
    // The procedure has had its say; somebody has to hear what is wanted now.
    guard wasSettling else { return }
    let words = plan.language.words("流程已走完，同一订单又来单，请查看。", "The procedure has ended, and the same subject was reported again; please look at it.")
    openTask(.review, step: nil, text: words, choices: [])
  }
}

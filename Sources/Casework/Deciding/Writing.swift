import Playbook

extension Deciding {
  /// Keeps what was written. A party who writes has got in touch; what the desk writes to a party goes out, and nothing waits for it.
  mutating func write(_ message: CaseMessage, signal: SignalID) throws(Refusal) {
    for party in [message.from, message.to].compactMap(\.self) { guard plan.party(party) != nil else { throw .unknownName(party) } }
    if let step = message.step, plan.step(step) == nil { throw .unknownName(step) }
    // Told first, so that what it brings about stands behind it.
    record(.wrote(Wrote(message: message, sender: sender)), step: message.step)
    if let party = message.from { return try hear(party, message.channel ?? plan.party(party)?.channel ?? state.channel) }
    guard let party = message.to.flatMap(plan.party) else { return }
    plan(
      Effect(
        key: EffectKey("\(state.id)/message/\(signal)"), step: nil, purpose: .aside, action: nil, party: party.id,
        channel: message.channel ?? state.writingChannel(to: party, heardLast: nil), arguments: [:], text: message.text, fact: nil, attempt: 1, rung: nil,
        outcomes: [SayOutcome.sent, SayOutcome.failed], deadline: now + Self.sayTimeLimit),
      timeLimit: Self.sayTimeLimit)
  }
}

import Playbook

extension Deciding {
  /// Keeps what was sent, once. A party who sends something has got in touch.
  mutating func add(_ evidence: Evidence) throws(Refusal) {
    if let party = evidence.party, plan.party(party) == nil { throw .unknownName(party) }
    guard state.evidence?[evidence.id] == nil else { return }
    record(.evidenceAdded(EvidenceAdded(evidence: evidence, sender: sender)))
    if let party = evidence.party { try hear(party, plan.party(party)?.channel ?? state.channel) }
  }
}

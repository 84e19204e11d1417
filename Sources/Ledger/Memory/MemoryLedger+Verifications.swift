public import Playbook

extension MemoryLedger: PhoneVerificationLedger {
  public func addVerification(_ verification: PhoneVerification, limit: Int, since: Instant) -> PhoneVerificationAdded {
    verifications = verifications.filter { $0.value.askedAt >= since }
    let others = verifications.values.filter { $0.phone == verification.phone }.map(\.askedAt)
    if others.count >= limit, let earliest = others.min() { return .tooMany(since: earliest) }
    verifications[verification.id] = verification
    return .kept
  }

  public func readVerification(_ id: String) -> PhoneVerification? { verifications[id] }

  public func countVerificationTry(of id: String, limit: Int) -> PhoneVerification? {
    guard let kept = verifications[id], kept.tries < limit else { return nil }
    verifications[id]?.tries += 1
    return verifications[id]
  }

  public func proveVerification(_ id: String, proof: [UInt8], until: Instant) {
    verifications[id]?.proof = proof
    verifications[id]?.proofUntil = until
  }

  public func dropVerification(_ id: String) { verifications[id] = nil }
}

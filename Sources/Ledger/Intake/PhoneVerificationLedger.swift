public import Playbook

/// Keeps the codes that were sent to numbers, for as long as they are counted. None of them is a part of any case.
public protocol PhoneVerificationLedger: Sendable {
  /// Forgets what was asked for before `since`, and keeps this one unless its number has `limit` of them already, in one transaction.
  func addVerification(_ verification: PhoneVerification, limit: Int, since: Instant) async throws(LedgerError) -> PhoneVerificationAdded
  func readVerification(_ id: String) async throws(LedgerError) -> PhoneVerification?
  /// Counts one more try, before anybody looks whether the code is right: who tries twice at the same time has tried twice.
  /// - Returns: the verification with this try; nil when there is none, or it has had `limit` tries.
  func countVerificationTry(of id: String, limit: Int) async throws(LedgerError) -> PhoneVerification?
  /// Notes the proof that the right code was answered with; it takes an earlier one's place.
  func proveVerification(_ id: String, proof: [UInt8], until: Instant) async throws(LedgerError)
  /// Forgets one whose code didn't go out.
  func dropVerification(_ id: String) async throws(LedgerError)
}

public import Playbook

/// Remembers what requests were answered with, so that one that is sent again does nothing twice. None of it is a part of any case.
public protocol AnswerLedger: Sendable {
  /// Forgets what was begun before `since`, and notes that this request is being answered, unless its name is known, in one transaction.
  /// - Returns: what is known of the name; nil when this is the first time, and whoever asks is to answer it.
  func beginAnswer(_ answer: KeptAnswer, since: Instant) async throws(LedgerError) -> KeptAnswer?
  /// Keeps what a request was answered with.
  func keepAnswer(_ name: [UInt8], sealed: [UInt8]) async throws(LedgerError)
  /// Forgets a request by which nothing was done.
  func dropAnswer(_ name: [UInt8]) async throws(LedgerError)
}

/// A request under a key of its sender, and its answer. Neither the key nor anything of the request is kept, only what recognises them.
public struct KeptAnswer: Hashable, Sendable {
  /// SHA-256 of the sender and the key.
  public let name: [UInt8]
  /// What tells another request under the same key: HMAC-SHA256 with the key.
  public let request: [UInt8]
  public let begunAt: Instant
  /// The answer, sealed so that only who sends the same request can have it opened; nil before it was answered.
  public internal(set) var sealed: [UInt8]?

  public init(name: [UInt8], request: [UInt8], begunAt: Instant, sealed: [UInt8]? = nil) {
    self.name = name
    self.request = request
    self.begunAt = begunAt
    self.sealed = sealed
  }
}

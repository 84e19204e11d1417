public import Casework
public import Playbook

/// What kind of record a case is: it says how long the case stays at hand before it may go to an archive by itself.
public enum RecordClass: String, Hashable, Sendable, Codable, CaseIterable {
  case complaint
  /// Money moved in it, or it is about an order.
  case transaction

  /// - Parameter isAboutOrder: whether a platform told of an order of the case's subject.
  public init(of state: Case, isAboutOrder: Bool) {
    self = isAboutOrder || state.postings.contains { $0.kind != .refuse } ? .transaction : .complaint
  }
}

/// What a ledger keeps of a case that was taken out into an archive: that there was one, and where it is.
public struct ArchivedCase: Hashable, Sendable {
  public let id: CaseID
  public let playbook: String
  public let subject: String
  public let recordClass: RecordClass
  public let closedAt: Instant
  public let archivedAt: Instant
  /// The archive's name: that of its folder when it was made.
  public let archive: String

  public init(id: CaseID, playbook: String, subject: String, recordClass: RecordClass, closedAt: Instant, archivedAt: Instant, archive: String) {
    self.id = id
    self.playbook = playbook
    self.subject = subject
    self.recordClass = recordClass
    self.closedAt = closedAt
    self.archivedAt = archivedAt
    self.archive = archive
  }
}

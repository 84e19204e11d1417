public import Casework

/// What `gendan verify` finds in a ledger. It changes nothing.
public struct VerifyReport: Hashable, Sendable {
  /// A case something of which can't be read by this program.
  public struct Unreadable: Hashable, Sendable {
    public let caseID: CaseID
    /// Which row, and why.
    public let words: String

    public init(caseID: CaseID, words: String) {
      self.caseID = caseID
      self.words = words
    }
  }

  /// An impossible history.
  public struct Fault: Hashable, Sendable {
    public let caseID: CaseID
    public let fault: HistoryFault

    public init(caseID: CaseID, fault: HistoryFault) {
      self.caseID = caseID
      self.fault = fault
    }
  }

  public var cases = 0
  public var events = 0
  /// What the database says of its own file; empty when it is sound.
  public var damage: [String] = []
  public var unreadable: [Unreadable] = []
  public var faults: [Fault] = []
  /// Rows beside the events that a rebuild would change, as `cases/C-000001`, `timers/…`, `outbox/…`.
  public var differences: [String] = []

  public init() {}

  public var isSound: Bool { damage.isEmpty && unreadable.isEmpty && faults.isEmpty && differences.isEmpty }
}

public import Ledger

/// What a house says of itself on its pages.
public struct Imprint: Sendable {
  /// The program's.
  public var version = ""
  /// Nil where there is one house only.
  public var tenant: String?
  /// Which requests are for it; none where all are.
  public var hosts: [String] = []
  /// For how many days closed cases stay in the ledger; empty where nobody has said.
  public var retentionDays: [RecordClass: Int] = [:]

  /// Of a house that says nothing.
  public init() {}
}

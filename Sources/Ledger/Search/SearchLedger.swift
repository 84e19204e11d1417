public import Casework

/// Keeps the words of cases to be searched. It is a cache beside the record: what is behind is read from there, and all of it can be thrown away.
public protocol SearchLedger: Sendable {
  /// The place in the record up to which words are kept; 0 at first.
  func searchPosition() async throws(LedgerError) -> Int
  /// Keeps words, and that the record was read so far, in one transaction. They take the place of what was kept for the same position.
  /// - Returns: false when another reader was there in between; then nothing is kept.
  /// - Throws: `LedgerError.unavailable` when the ledger got another master key while it was open.
  func keepSearchWords(_ words: [SearchWords], from old: Int, to position: Int) async throws(LedgerError) -> Bool
}

/// What a turn of a case said, as far as it may be searched.
public struct SearchWords: Hashable, Sendable {
  /// The turn's place in the record.
  public let position: Int
  public let caseID: CaseID
  public let text: String

  public init(position: Int, caseID: CaseID, text: String) {
    self.position = position
    self.caseID = caseID
    self.text = text
  }
}

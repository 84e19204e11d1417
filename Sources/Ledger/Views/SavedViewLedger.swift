/// Keeps the lists that people have saved under a name, so that they are there in every browser. None of them is a part of any case.
public protocol SavedViewLedger: Sendable {
  /// - Parameter person: as callers are told apart: `account:li`.
  /// - Returns: none, at revision 0, for somebody who has saved nothing.
  /// - Throws: `LedgerError.unreadable` for a row that this program can't read.
  func savedViews(of person: String) async throws(LedgerError) -> SavedViews
  /// Puts `views` in the place of the state whose revision it names, and counts that up by one: of two browsers at the same time one comes second.
  /// - Returns: false when the person's views stand at another revision; then nothing was changed.
  func putSavedViews(_ views: SavedViews, of person: String) async throws(LedgerError) -> Bool
}

/// A list with its filters, under the name that somebody gave it.
public struct SavedView: Hashable, Sendable, Codable {
  public let name: String
  /// Of the page with its parameters: `/console/work?queue=agents`.
  public let path: String

  public init(name: String, path: String) {
    self.name = name
    self.path = path
  }
}

/// What one person has saved, in the order in which it is shown.
public struct SavedViews: Hashable, Sendable {
  public var items: [SavedView]
  /// Grows by one with each change: whoever changes them says which state was looked at. 0 before the first.
  public let revision: Int

  public init(items: [SavedView] = [], revision: Int = 0) {
    self.items = items
    self.revision = revision
  }

  /// The same, one revision on: as a ledger keeps what was changed.
  package var next: SavedViews { SavedViews(items: items, revision: revision + 1) }
}

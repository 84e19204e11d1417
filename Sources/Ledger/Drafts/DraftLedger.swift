public import Playbook

/// Keeps what people write at playbooks until it is proposed: one draft for each playbook. No case knows of it.
public protocol DraftLedger: Sendable {
  /// By playbook in order, without their texts.
  func listDrafts() async throws(LedgerError) -> [ListedDraft]
  func countDrafts() async throws(LedgerError) -> Int
  func readDraft(of playbook: String) async throws(LedgerError) -> PlaybookDraft?
  /// Keeps a draft in the place of the one with this tag; where there is none, when `tag` is nil.
  /// - Returns: false when another one is there; then nothing has changed.
  func keepDraft(_ draft: PlaybookDraft, insteadOf tag: String?) async throws(LedgerError) -> Bool
  /// - Returns: false when another one is there, or none.
  func dropDraft(of playbook: String, tag: String) async throws(LedgerError) -> Bool
}

/// A draft without its texts.
public struct ListedDraft: Hashable, Sendable {
  public let playbook: String
  public let author: String
  public let at: Instant
  /// The names of its files, the document's first.
  public let files: [String]

  public init(playbook: String, author: String, at: Instant, files: [String]) {
    self.playbook = playbook
    self.author = author
    self.at = at
    self.files = files
  }
}

/// The sources of a playbook as somebody writes them: nothing runs under them, and they may have any fault.
public struct PlaybookDraft: Hashable, Sendable {
  public let playbook: String
  /// The document first, then the files it reads.
  public let sources: [SourceText]
  /// Who saved it last.
  public let author: String
  public let at: Instant
  /// The same for the same names and texts: whoever looked at one has looked at the other.
  public let tag: String

  public init(playbook: String, sources: [SourceText], author: String, at: Instant) {
    self.playbook = playbook
    self.sources = sources
    self.author = author
    self.at = at
    let words = sources.map { "\($0.path)\u{1F}\($0.text)" }.joined(separator: "\u{1E}")
    tag = String(hexDigest(of: Array(words.utf8)).prefix(24))
  }
}

/// The first thing that is wrong with an archive.
public struct ArchiveFault: Error, Hashable, Sendable {
  /// Within the archive's folder.
  public let file: String
  /// From 1; nil where it is the file as a whole.
  public let line: Int?
  public let reason: Reason

  /// What is wrong with it.
  public enum Reason: Hashable, Sendable {
    case missing
    /// Stands in the folder and not in the list of files.
    case unlisted
    case unreadable(String)
    /// Its bytes aren't those it was written with.
    case altered
    case lines(found: Int, listed: Int)
    /// It was written by a newer program.
    case newerForm(Int)
    /// The line isn't what it should be, in words.
    case wrongLine(String)
    /// The turns of a case don't fold into one that is closed, or aren't those that the list of cases says.
    case wrongCase(String)
    /// A case whose turns stand in the archive runs under a version that doesn't.
    case missingPlaybook(String)
  }

  public init(_ file: String, line: Int? = nil, _ reason: Reason) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}

/// Why an archive couldn't be made, read or used.
public enum ArchiveError: Error, Hashable, Sendable {
  case ledger(LedgerError)
  case fault(ArchiveFault)
  /// There is something at this path already.
  case exists(String)
  /// A file or folder can't be written: its path, and why in the system's words.
  case file(String, String)
  /// Evidence of a case isn't where evidence is kept, or can't be copied: its digest, and why.
  case evidence(String, String)
  /// What was written isn't what the ledger has; nothing may be taken out.
  case differs(String)
}

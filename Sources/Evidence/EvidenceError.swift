/// Why a file wasn't taken, kept or given.
public enum EvidenceError: Error, Hashable, Sendable {
  /// More bytes than may come.
  case tooLarge(limit: Int64)
  case empty
  /// What was sent ended before or after the length it was announced with, or the sender went away.
  case brokenOff
  /// By its content it is of a type that isn't taken: its media type.
  case typeNotTaken(String)
  case notThere(ContentDigest)
  /// What a store has under this digest isn't what was sealed, or not all of it.
  case damaged(ContentDigest)
  /// Disk, store or library can't be used now; in their own words, for the log.
  case unavailable(String)
}

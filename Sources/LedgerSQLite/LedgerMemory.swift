/// How much memory a ledger may take for what it has read, apart from what it is doing.
public struct LedgerMemory: Hashable, Sendable {
  /// KiB of the file that the connection that writes keeps.
  public let writerKibibytes: Int
  /// Connections that read at the same time.
  public let readers: Int
  /// KiB of the file that each of them keeps.
  public let readerKibibytes: Int
  /// The log is copied into the file when it has so many pages of 4 KiB. Who commits then waits for it: with 16,384 pages, a tenth of a second and more.
  public let logPages: Int

  /// For programs that have a machine to themselves: the pages that every commit touches, and those of the largest group.
  public static let plenty = LedgerMemory(writerKibibytes: 32_768, readers: 5, readerKibibytes: 2_000, logPages: 4_096)
  /// For a server that shares its machine: the pages that are left out are in the system's cache.
  public static let little = LedgerMemory(writerKibibytes: 2_048, readers: 4, readerKibibytes: 256, logPages: 1_024)
}

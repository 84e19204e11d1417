import Crypto
import Playbook

/// How audit entries seal one another.
///
/// Whoever alters, removes or inserts an entry has to make every digest behind it anew. Two things a chain alone doesn't show: entries that were cut off at its end, and a
/// chain that was made anew from some place on. Both are found by an end that was noted elsewhere, out of reach of whoever can write the ledger.
public enum AuditChain {
  /// What stands before the first entry: 32 zero bytes.
  public static let start = [UInt8](repeating: 0, count: 32)

  /// SHA-256 over `previous` and the entry, field by field, so that no two entries are written the same:
  ///
  ///     previous   32 bytes
  ///     number     8 bytes, the highest first
  ///     at         8 bytes, the highest first: milliseconds since 1970 in two's complement
  ///     who        8 bytes, the highest first: how many bytes follow; then the text in UTF-8
  ///     what       the same
  ///     about      the same
  ///     detail     one byte: 0 for none; else 1 and the same
  public static func digest(of note: AuditNote, number: Int, after previous: [UInt8]) -> [UInt8] {
    var bytes = previous
    func write(_ number: Int64) { for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift))) } }
    func write(_ text: String) {
      write(Int64(text.utf8.count))
      bytes.append(contentsOf: text.utf8)
    }
    write(Int64(number))
    write(note.at.milliseconds)
    write(note.who)
    write(note.what.rawValue)
    write(note.about)
    bytes.append(note.detail == nil ? 0 : 1)
    if let detail = note.detail { write(detail) }
    return Array(SHA256.hash(data: bytes))
  }

  /// The entries that notes become behind `last`: what a ledger stores.
  package static func entries(of notes: [AuditNote], after last: AuditEntry?) -> [AuditEntry] {
    var (number, digest) = (last?.number ?? 0, last?.digest ?? start)
    return notes.map { note in
      number += 1
      digest = self.digest(of: note, number: number, after: digest)
      return AuditEntry(number: number, note: note, digest: digest)
    }
  }

  /// Where a chain is broken.
  public enum Fault: Error, Hashable, Sendable {
    /// Another number should stand behind this one.
    case gap(after: Int, found: Int)
    /// What this entry says isn't what was sealed, or an entry before it was another one.
    case altered(Int)
  }

  /// Checks entries from the first on, or from another one, page by page.
  public struct Walk: Sendable {
    /// The number of the last entry that is sound; 0 before the first.
    public private(set) var last = 0
    /// Its digest: the chain's end, to be noted elsewhere.
    public private(set) var head = AuditChain.start

    /// From the first entry on.
    public init() {}

    /// From the one behind `entry` on, which is taken for sound.
    public init(after entry: AuditEntry) {
      last = entry.number
      head = entry.digest
    }

    /// Goes over the next entries.
    /// - Throws: the first fault; the walk stays before it.
    public mutating func pass(_ entries: [AuditEntry]) throws(Fault) {
      for entry in entries {
        guard entry.number == last + 1 else { throw .gap(after: last, found: entry.number) }
        guard entry.digest == AuditChain.digest(of: entry.note, number: entry.number, after: head) else { throw .altered(entry.number) }
        last = entry.number
        head = entry.digest
      }
    }
  }
}

import Foundation
import Importing
import Playbook

/// How far an import has come: a file beside the imported one while it is under way, so that the same command goes on behind the last stored group.
///
/// It may be wrong about nothing but time: what it doesn't know of is read again, and events that are there already change nothing.
struct ImportProgress: Codable, Equatable {
  /// An event of the ledger, by its place there: the last one the import met.
  struct Mark: Codable, Equatable {
    var position: Int64
    var order: String
    var id: String
  }

  /// What was asked for, as far as it decides what becomes of a line.
  let asked: [String]
  /// Of the imported file, when it was looked at last.
  private var fileBytes: Int
  /// Of its first `OrderSource.headBytes` bytes.
  private var headDigest: String
  /// Where the next group begins.
  var offset: Int
  var line: Int
  var taken = 0
  var alreadyHeard = 0
  var refused = 0
  /// Of the file of refused lines; 0 without one.
  var refusedBytes = 0
  var firstRefused: [RefusedLine] = []
  /// Nil while no line was an event.
  var last: Mark?

  init(_ source: OrderSource, asked: [String]) {
    self.asked = asked
    fileBytes = source.bytes
    headDigest = hexDigest(of: source.head)
    (offset, line) = (source.begin.offset, source.begin.line)
  }

  var place: FilePlace { FilePlace(offset: offset, line: line) }

  static func path(for file: String) -> String { file + ".import-progress" }

  /// What was written last; nil when there is none, or none that can be read.
  static func read(for file: String) -> ImportProgress? {
    guard let data = FileManager.default.contents(atPath: path(for: file)) else { return nil }
    guard let progress = try? JSONDecoder().decode(ImportProgress.self, from: data) else { return nil }
    let numbers = [progress.offset, progress.taken, progress.alreadyHeard, progress.refused, progress.refusedBytes]
    // Somebody may have written into it.
    guard numbers.allSatisfy({ (0..<Int.max / 2).contains($0) }), progress.line > 0, progress.last.map({ $0.position > 0 }) ?? true else { return nil }
    return progress
  }

  /// Replaces what was written before, whole.
  func write(for file: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let url = URL(fileURLWithPath: Self.path(for: file))
    try encoder.encode(self).write(to: url, options: .atomic)
    // Lines of orders may be in it.
    try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
  }

  static func remove(for file: String) { try? FileManager.default.removeItem(atPath: path(for: file)) }

  /// The file may have grown since.
  mutating func look(at source: OrderSource) {
    fileBytes = source.bytes
    headDigest = hexDigest(of: source.head)
  }

  /// Whether the file still begins as it did, and hasn't become shorter. Lines that were added since are read as any other.
  func isOf(_ source: OrderSource) -> Bool {
    guard source.bytes >= fileBytes, fileBytes >= offset else { return false }
    return hexDigest(of: Array(source.head.prefix(fileBytes))) == headDigest
  }
}

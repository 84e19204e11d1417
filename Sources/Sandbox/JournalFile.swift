import Foundation

/// The file of a journal, open for appending. The system puts every write whole behind the last one, and keeps it when the process is killed.
final class JournalFile: Sendable {
  private let descriptor: Int32

  /// - Returns: the file, and the lines that stood in it. A line that a crash of the machine broke off is left out.
  static func open(path: String) throws(SandboxJournal.Unwritable) -> (file: JournalFile, linesRead: [JournalLine]) {
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    let lines = bytes.split(separator: 10).compactMap { try? JSONDecoder().decode(JournalLine.self, from: Data($0)) }
    let file = try JournalFile(path: path)
    if let last = bytes.last, last != 10 { try file.write(Data([10])) }
    return (file, lines)
  }

  private init(path: String) throws(SandboxJournal.Unwritable) {
    let path = URL(fileURLWithPath: path).path
    descriptor = path.withCString { Foundation.open($0, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644) }
    guard descriptor >= 0 else { throw .init(reason: "the journal can't be opened") }
  }

  deinit { close(descriptor) }

  func append(_ line: JournalLine) throws(SandboxJournal.Unwritable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(line) else { throw .init(reason: "a line of the journal has no JSON form") }
    try write(bytes + [10])
  }

  private func write(_ bytes: Data) throws(SandboxJournal.Unwritable) {
    let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw .init(reason: "the journal can't be written") }
  }
}

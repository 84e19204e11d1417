import Foundation

/// The lines of a file of an archive, one after the other.
final class ArchiveLines {
  private let file: String
  private let data: Data
  private var place = 0
  /// Of the line that was read last, from 1.
  private(set) var number = 0

  /// - Throws: `ArchiveError.fault` when the file isn't there or can't be read.
  init(_ file: String, in folder: String) throws(ArchiveError) {
    self.file = file
    data = try Self.bytes(of: file, in: folder)
  }

  /// All of a file, as the system hands it out: an archive may be larger than memory.
  static func bytes(of file: String, in folder: String) throws(ArchiveError) -> Data {
    let path = folder + "/" + file
    guard FileManager.default.fileExists(atPath: path) else { throw .fault(ArchiveFault(file, .missing)) }
    do { return try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) } catch {
      throw .fault(ArchiveFault(file, .unreadable(error.localizedDescription)))
    }
  }

  /// - Returns: nil at the end.
  func next() throws(ArchiveError) -> String? {
    guard place < data.count else { return nil }
    number += 1
    let start = place
    let text = data.withUnsafeBytes { bytes -> String? in
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      place = end + 1
      return String(validating: bytes[start..<end], as: UTF8.self)
    }
    guard let text else { throw wrong("it isn't UTF-8") }
    return text
  }

  /// What a line says. - Throws: `ArchiveError.fault` with its number.
  func value<Stored: Decodable>(_ text: String) throws(ArchiveError) -> Stored {
    do throws(LedgerError) { return try StoredJSON.value(text) } catch { throw wrong(error.words) }
  }

  /// What is wrong with the line that was read last.
  func wrong(_ words: String) -> ArchiveError { .fault(ArchiveFault(file, line: number, .wrongLine(words))) }

  /// What is wrong with the case that it tells of.
  func wrongCase(_ words: String) -> ArchiveError { .fault(ArchiveFault(file, line: number, .wrongCase(words))) }
}

import ArgumentParser
import Foundation
import Importing
import Playbook

/// A file of order events that was looked at: how it is written, and how it begins.
struct OrderSource {
  enum Form: String, ExpressibleByArgument, CaseIterable { case csv, jsonl }

  /// How the records of a file become events.
  enum Reading {
    case table(OrderColumns)
    case lines
  }

  /// As much of the beginning as tells one file from another.
  static let headBytes = 65_536

  let path: String
  let form: Form
  /// When it was looked at.
  let bytes: Int
  let head: [UInt8]
  let reading: Reading
  /// Behind the header.
  let begin: FilePlace

  /// - Throws: `Trouble` when the file can't be read or its header lacks columns.
  init(path: String, form asked: Form?, mapping: ColumnMapping?, zone: TimeZoneOffset) throws {
    if let reason = ReadPlaybook.unreadable(path) {
      throw Trouble(say("读不了 \(path)：\(reason)。请检查路径。", "\(path) can't be read: \(reason). Check the path."), code: .unreadable)
    }
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: real)
    guard attributes?[.type] as? FileAttributeType == .typeRegular, let handle = FileHandle(forReadingAtPath: path) else {
      throw Trouble(
        say("读不了 \(path)：不是普通文件。先存成文件再导入。", "\(path) can't be read: it is no regular file. Save it as a file first."), code: .unreadable)
    }
    defer { try? handle.close() }
    self.path = path
    do {
      bytes = Int(try handle.seekToEnd())
      try handle.seek(toOffset: 0)
      head = [UInt8](try handle.read(upToCount: Self.headBytes) ?? Data())
    } catch { throw Self.unreadable(path, error) }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      throw Trouble(say("\(path) 是 UTF-16 编码的，请另存为 UTF-8。", "\(path) is UTF-16: save it as UTF-8."), code: .unreadable)
    }
    form = asked ?? Self.form(of: path, head: head)
    switch form {
    case .jsonl:
      guard mapping == nil else { throw ValidationError(say("--mapping 只用于 CSV。", "--mapping is for CSV only.")) }
      reading = .lines
      begin = .start
    case .csv:
      let header = try Self.header(of: path)
      reading = .table(try OrderColumns(header: header.cells, mapping: mapping, zone: zone, file: path))
      begin = header.end
    }
  }

  static func unreadable(_ path: String, _ error: any Error) -> Trouble {
    Trouble(say("读不了 \(path)：\(error.localizedDescription)", "\(path) can't be read: \(error.localizedDescription)"), code: .unreadable)
  }

  /// Told by the name's ending; when that says nothing, by how the file begins.
  private static func form(of path: String, head: [UInt8]) -> Form {
    switch (path as NSString).pathExtension.lowercased() {
    case "csv": return .csv
    case "jsonl", "ndjson", "json": return .jsonl
    default:
      let first = head.first { $0 > 0x20 && $0 < 0x80 }
      return first == UInt8(ascii: "{") ? .jsonl : .csv
    }
  }

  /// The first line that isn't blank.
  private static func header(of path: String) throws -> (cells: [String], end: FilePlace) {
    var chunks = try FileChunks(path: path, from: 0, bytes: headBytes)
    var reading = CSVReading()
    while true {
      let chunk = try chunks.next()
      let records = if let chunk { reading.read(chunk) } else { reading.finish() }
      for record in records {
        switch record.content {
        case .success(let cells):
          if cells != [""] { return (cells, record.end) }
        case .failure(let unread):
          let refused = RefusedLine(unread, line: record.line)
          throw Trouble(say("\(path) 的表头读不懂：\(refused.reason)", "The header of \(path) isn't understood: \(refused.reason)"), code: .unreadable)
        }
      }
      guard chunk != nil else {
        throw Trouble(say("\(path) 是空文件：第一行应当是表头。", "\(path) is empty: its first line should be the header."), code: .unreadable)
      }
    }
  }
}

/// The bytes of a file from a place on, chunk by chunk.
struct FileChunks {
  private let path: String
  private let handle: FileHandle
  private let bytes: Int

  /// - Parameter bytes: the size of a chunk.
  init(path: String, from offset: Int, bytes: Int) throws {
    self.path = path
    self.bytes = bytes
    do {
      handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      try handle.seek(toOffset: UInt64(offset))
    } catch { throw OrderSource.unreadable(path, error) }
  }

  /// Nil at the end.
  mutating func next() throws -> [UInt8]? {
    do {
      guard let data = try handle.read(upToCount: bytes), !data.isEmpty else { return nil }
      return [UInt8](data)
    } catch { throw OrderSource.unreadable(path, error) }
  }
}

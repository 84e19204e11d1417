/// A form in which a text file holds one record after another.
public protocol RecordForm: Sendable {
  associatedtype Content: Sendable

  /// Reads the record that begins at `start` and looks no further than `limit`.
  /// - Parameter isEnd: whether the file ends at `limit`.
  static func scan(_ bytes: [UInt8], from start: Int, upTo limit: Int, isEnd: Bool) -> RecordScan<Content>
}

/// What a look at a record brought.
public enum RecordScan<Content: Sendable>: Sendable {
  /// `end` is behind its line end; `lines` is how many it takes up.
  case record(Content, end: Int, lines: Int)
  case fault(RecordFault)
  /// It doesn't end before the limit.
  case unfinished
}

/// Reads the records of a file that comes in chunks of bytes of any size: what is kept is the record that isn't finished, whatever the file's length.
///
/// Where something can't be read, one line is given up, and reading goes on in the next: a quote too many costs a line, not the rest of the file.
public struct ChunkReading<Form: RecordForm>: Sendable {
  private var buffer: [UInt8] = []
  /// Where the buffer begins.
  private var place: FilePlace
  /// Set while a line without an end in sight is skipped.
  private var skipped: UnreadLine?
  /// A byte order mark may still come.
  private var isAtStart: Bool

  /// - Parameter place: where the chunks begin, for a file that was read up to there before.
  public init(at place: FilePlace = .start) {
    self.place = place
    isAtStart = place.offset == 0
  }

  /// Takes the next bytes.
  /// - Returns: the records that have ended with them.
  public mutating func read(_ chunk: [UInt8]) -> [PlacedRecord<Form.Content>] {
    buffer += chunk
    return take(isEnd: false)
  }

  /// The file has ended.
  /// - Returns: what stood behind the last line end.
  public mutating func finish() -> [PlacedRecord<Form.Content>] { take(isEnd: true) }

  private mutating func take(isEnd: Bool) -> [PlacedRecord<Form.Content>] {
    guard isEnd || !isAtStart || buffer.count >= byteOrderMark.count else { return [] }
    var records: [PlacedRecord<Form.Content>] = []
    var index = isAtStart && buffer.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    let begin = place
    var line = begin.line
    isAtStart = false
    func end(_ index: Int, _ line: Int) -> FilePlace { FilePlace(offset: begin.offset + index, line: line) }

    reading: while index < buffer.count {
      if let unread = skipped {
        guard let next = lineEnd(in: buffer, from: index, upTo: buffer.count, isEnd: isEnd) else {
          // Half a line end stays: the other half may come.
          index = buffer.last == UInt8(ascii: "\r") ? buffer.count - 1 : buffer.count
          break reading
        }
        records.append(PlacedRecord(line: line, end: end(next, line + 1), content: .failure(unread)))
        skipped = nil
        (index, line) = (next, line + 1)
        continue
      }
      let limit = min(buffer.count, index + RecordLimits.bytes)
      let endsThere = isEnd && limit == buffer.count
      let isFull = limit == index + RecordLimits.bytes && limit < buffer.count
      let fault: RecordFault?
      switch Form.scan(buffer, from: index, upTo: limit, isEnd: endsThere) {
      case .record(let content, let next, let lines):
        records.append(PlacedRecord(line: line, end: end(next, line + lines), content: .success(content)))
        (index, line) = (next, line + lines)
        continue
      case .fault(let found): fault = found
      case .unfinished: fault = nil
      }
      guard fault != nil || isFull else { break reading }
      if let next = lineEnd(in: buffer, from: index, upTo: limit, isEnd: endsThere) {
        let text = String(decoding: buffer[index..<next].withoutLineEnd, as: UTF8.self)
        // What has a line end but none outside of quotes has a quote that isn't closed.
        let unread = UnreadLine(fault: fault ?? .openQuote, text: text)
        records.append(PlacedRecord(line: line, end: end(next, line + 1), content: .failure(unread)))
        (index, line) = (next, line + 1)
      } else if isFull {
        skipped = UnreadLine(fault: .tooLong, text: String(decoding: buffer[index..<index + shownBytes], as: UTF8.self) + "…")
      } else {
        break reading
      }
    }
    if isEnd, let unread = skipped {
      records.append(PlacedRecord(line: line, end: end(index, line + 1), content: .failure(unread)))
      skipped = nil
    }
    place = end(index, line)
    buffer.removeFirst(index)
    return records
  }
}

/// How much is shown of a line that is too long.
private let shownBytes = 1_000
private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// Behind the first line end (`\n`, `\r\n` or `\r`); nil when there is none, or when the byte that decides hasn't come.
func lineEnd(in bytes: [UInt8], from start: Int, upTo limit: Int, isEnd: Bool) -> Int? {
  var index = start
  while index < limit {
    switch bytes[index] {
    case UInt8(ascii: "\n"): return index + 1
    case UInt8(ascii: "\r"):
      guard index + 1 < limit else { return isEnd ? limit : nil }
      return bytes[index + 1] == UInt8(ascii: "\n") ? index + 2 : index + 1
    default: index += 1
    }
  }
  return isEnd ? limit : nil
}

extension ArraySlice<UInt8> {
  var withoutLineEnd: ArraySlice<UInt8> {
    var line = self
    if line.last == UInt8(ascii: "\n") { line = line.dropLast() }
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    return line
  }
}

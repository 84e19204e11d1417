/// Reads tables in CSV as RFC 4180 has it, in UTF-8 with or without a byte order mark, from chunks of bytes: `read` for each, then `finish`.
///
/// A record is its cells. Lines may end in `\r\n`, `\n` or `\r`; a blank line is a record of one empty cell. A quote within a cell that doesn't begin with one
/// is a character like any other.
public typealias CSVReading = ChunkReading<CSVForm>

/// Comma-separated values.
public enum CSVForm: RecordForm {
  public static func scan(_ bytes: [UInt8], from start: Int, upTo limit: Int, isEnd: Bool) -> RecordScan<[String]> {
    var cells: [String] = []
    var index = start
    var lines = 1
    while true {
      let text: String?
      if index < limit, bytes[index] == quote {
        switch quoted(bytes, from: index + 1, upTo: limit, isEnd: isEnd) {
        case .cell(let content, let end, let lineEnds):
          text = String(validating: content, as: UTF8.self)
          index = end
          lines += lineEnds
        case .open: return isEnd ? .fault(.openQuote) : .unfinished
        case .undecided: return .unfinished
        }
      } else {
        let begin = index
        while index < limit, bytes[index] != comma, bytes[index] != lineFeed, bytes[index] != carriageReturn { index += 1 }
        guard index < limit || isEnd else { return .unfinished }
        text = String(validating: bytes[begin..<index], as: UTF8.self)
      }
      guard index == limit || isBehindCell(bytes[index]) else { return .fault(.textBehindQuote) }
      guard let cell = text else { return .fault(.notUTF8) }
      cells.append(cell)
      if index < limit, bytes[index] == comma {
        index += 1
        continue
      }
      guard let end = lineEnd(in: bytes, from: index, upTo: limit, isEnd: isEnd) else { return .unfinished }
      return .record(cells, end: end, lines: lines)
    }
  }

  private enum Quoted {
    /// `end` is behind the closing quote.
    case cell([UInt8], end: Int, lineEnds: Int)
    case open
    /// The next byte tells whether the quote closes.
    case undecided
  }

  private static func quoted(_ bytes: [UInt8], from start: Int, upTo limit: Int, isEnd: Bool) -> Quoted {
    var content: [UInt8] = []
    var (plain, index, lineEnds) = (start, start, 0)
    while index < limit {
      switch bytes[index] {
      case quote:
        guard index + 1 < limit || isEnd else { return .undecided }
        content += bytes[plain..<index]
        guard index + 1 < limit, bytes[index + 1] == quote else { return .cell(content, end: index + 1, lineEnds: lineEnds) }
        // The second of the two stays.
        plain = index + 1
        index += 2
      case lineFeed:
        lineEnds += 1
        index += 1
      case carriageReturn:
        if index + 1 < limit, bytes[index + 1] != lineFeed { lineEnds += 1 }
        index += 1
      default: index += 1
      }
    }
    return .open
  }

  private static func isBehindCell(_ byte: UInt8) -> Bool { byte == comma || byte == lineFeed || byte == carriageReturn }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

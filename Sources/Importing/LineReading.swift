/// Reads the lines of a text in UTF-8, with or without a byte order mark, from chunks of bytes: `read` for each, then `finish`.
public typealias LineReading = ChunkReading<LineForm>

/// A text of lines that end in `\n`, `\r\n` or `\r`.
public enum LineForm: RecordForm {
  public static func scan(_ bytes: [UInt8], from start: Int, upTo limit: Int, isEnd: Bool) -> RecordScan<String> {
    guard let end = lineEnd(in: bytes, from: start, upTo: limit, isEnd: isEnd) else { return .unfinished }
    guard let text = String(validating: bytes[start..<end].withoutLineEnd, as: UTF8.self) else { return .fault(.notUTF8) }
    return .record(text, end: end, lines: 1)
  }
}

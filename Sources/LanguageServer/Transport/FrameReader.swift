import Foundation

/// Cuts a stream of bytes into messages: `Content-Length: N`, an empty line, N bytes (LSP 3.17, "Base Protocol").
///
/// Bytes that are no frame are skipped up to the next header, and told of once. What is kept never grows past one message of `mostBytes`.
struct FrameReader {
  /// What comes out of the stream.
  enum Frame: Equatable {
    case message([UInt8])
    /// Something that was skipped, and why.
    case malformed(String)
  }

  /// A message longer than this is skipped: no document that is edited by hand needs it.
  private let mostBytes: Int
  /// The headers in front of a message have a few dozen bytes.
  private static let mostHeaderBytes = 4096

  private var buffer: [UInt8] = []
  /// How much of the buffer was read already.
  private var start = 0
  /// What is left of a message that is too long.
  private var toSkip = 0
  /// The length that the headers gave; nil while they are read.
  private var length: Int?
  private var isLost = false

  init(mostBytes: Int = 64 << 20) { self.mostBytes = mostBytes }

  mutating func append(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

  /// The next message; nil when more bytes are needed.
  mutating func next() -> Frame? {
    defer { shrink() }
    while true {
      let skipped = min(toSkip, buffer.count - start)
      toSkip -= skipped
      start += skipped
      if toSkip > 0 { return nil }
      if let length {
        guard buffer.count - start >= length else { return nil }
        let message = Array(buffer[start..<start + length])
        start += length
        self.length = nil
        return .message(message)
      }
      guard let frame = readHeaders() else { return nil }
      switch frame {
      case .length(let found):
        isLost = false
        if found <= mostBytes {
          length = found
        } else {
          toSkip = found
          return .malformed("a message of \(found) bytes is too long")
        }
      case .noise: if !isLost { isLost = true; return .malformed("bytes that are no message") }
      }
    }
  }

  private enum Headers {
    case length(Int)
    case noise
  }

  /// Reads one block of headers, or throws away what can't be one. Nil when more bytes are needed.
  private mutating func readHeaders() -> Headers? {
    let waiting = buffer[start...]
    guard let end = Self.endOfHeaders(waiting) else {
      guard waiting.count > Self.mostHeaderBytes else { return nil }
      // The end of what was skipped may be the beginning of a header.
      start = buffer.count - Self.name.count
      return .noise
    }
    let block = waiting[..<end.headers]
    start = end.behind
    // Noise may stand right in front of a header: the last one counts.
    let lines = block.split(whereSeparator: { $0 == 10 || $0 == 13 })
    for line in lines.reversed() {
      let text = String(decoding: line, as: UTF8.self)
      guard let range = text.range(of: "content-length:", options: [.caseInsensitive, .backwards]) else { continue }
      let digits = text[range.upperBound...].drop { $0 == " " || $0 == "\t" }
      guard let length = Int(digits.prefix { $0.isASCII && $0.isNumber }), length >= 0 else { return .noise }
      return .length(length)
    }
    return .noise
  }

  private static let name = Array("Content-Length: ".utf8)

  /// CRLF CRLF, or LF LF from a careless client.
  private static func endOfHeaders(_ bytes: ArraySlice<UInt8>) -> (headers: Int, behind: Int)? {
    var index = bytes.startIndex
    let last = min(bytes.endIndex, bytes.startIndex + mostHeaderBytes + 4)
    while index < last {
      if bytes[index] == 10 {
        if index + 1 < bytes.endIndex, bytes[index + 1] == 10 { return (index, index + 2) }
        if index + 2 < bytes.endIndex, bytes[index + 1] == 13, bytes[index + 2] == 10 { return (index, index + 3) }
      }
      index += 1
    }
    return nil
  }

  /// Forgets what was read, now and then: moving bytes for each message would be quadratic.
  private mutating func shrink() {
    guard start > 1 << 16 || start == buffer.count else { return }
    buffer.removeFirst(start)
    start = 0
    if buffer.isEmpty { buffer = [] }
  }

  /// A message with its header, ready to be written.
  static func frame(_ text: String) -> [UInt8] { Array("Content-Length: \(text.utf8.count)\r\n\r\n".utf8) + Array(text.utf8) }
}

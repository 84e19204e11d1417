/// One file as it was read: its path as the person named it, and its text.
public struct SourceText: Hashable, Sendable {
  /// The path or name shown in diagnostics and sentences.
  public let path: String
  /// The text without a byte order mark, NUL replaced by U+FFFD, so that byte columns agree with the Markdown parser's.
  public let text: String

  public init(path: String, text: String) {
    self.path = path
    var clean = text
    if clean.unicodeScalars.first == "\u{FEFF}" { clean.unicodeScalars.removeFirst() }
    if clean.utf8.contains(0) {
      clean = String(String.UnicodeScalarView(clean.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
    }
    clean.makeContiguousUTF8()
    self.text = clean
  }

  /// Reads bytes as UTF-8; what is not UTF-8 becomes U+FFFD, so reading never fails.
  public init(path: String, bytes: some Sequence<UInt8>) {
    self.init(path: path, text: String(decoding: Array(bytes), as: UTF8.self))
  }
}

/// The lines of a text, for places and drawings. A line ends at LF, CR or CRLF, as in CommonMark.
public struct SourceLines: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]
  private let ends: [Int]

  public init(_ text: String) {
    bytes = Array(text.utf8)
    var starts = [0]
    var ends: [Int] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 10 || byte == 13 {
        ends.append(index)
        if byte == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
        starts.append(index + 1)
      }
      index += 1
    }
    ends.append(bytes.count)
    self.starts = starts
    self.ends = ends
  }

  public var count: Int { starts.count }

  /// The line without its end. - Parameter number: from 1; a number past the end gives an empty line.
  public func line(_ number: Int) -> String {
    guard number >= 1, number <= starts.count else { return "" }
    return String(decoding: bytes[starts[number - 1]..<ends[number - 1]], as: UTF8.self)
  }

  /// Where a line begins, in UTF-8 bytes. - Parameter number: from 1; a number past the end gives the end of the text.
  public func start(ofLine number: Int) -> Int {
    number >= 1 && number <= starts.count ? starts[number - 1] : number < 1 ? 0 : bytes.count
  }

  /// The bytes of a line, for mapping byte columns to character columns.
  func bytes(ofLine number: Int) -> ArraySlice<UInt8> {
    guard number >= 1, number <= starts.count else { return [] }
    return bytes[starts[number - 1]..<ends[number - 1]]
  }
}

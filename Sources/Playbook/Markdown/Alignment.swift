/// Walks along the source while a literal of the Markdown parser is read, so that each character keeps its place behind `\*`, `&amp;` and line ends.
struct Alignment {
  let lines: SourceLines
  private(set) var line: Int
  /// In the line, from 0.
  private(set) var byte: Int
  /// Code and raw HTML: `\` and `&` stand for themselves.
  let isVerbatim: Bool

  init(lines: SourceLines, line: Int, byte: Int, isVerbatim: Bool) {
    self.lines = lines
    self.line = line
    self.byte = byte
    self.isVerbatim = isVerbatim
  }

  /// A run is noted this often, so that finding a place in a very long text stays cheap.
  private static let bytesBetweenRuns = 1024

  /// - Parameter note: is told an offset of the literal in bytes, and the line and byte of the source from which on both go together.
  mutating func align(_ text: String, note: (_ offset: Int, _ line: Int, _ byte: Int) -> Void) {
    var source = lines.bytes(ofLine: line)
    var offset = 0
    var lastRun: Int?
    // Where a reference begins whose characters are being read.
    var reference: Int?
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      defer { offset += width }
      if isVerbatim, byte >= source.count, scalar == " " || scalar == "\n", line < lines.count {
        // A code span or a tag goes on on the next line, behind its indentation.
        note(offset, line, byte)
        line += 1
        source = lines.bytes(ofLine: line)
        byte = source.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
        lastRun = nil
        continue
      }
      let here = source.dropFirst(byte)
      if let start = reference, !Self.begins(here, with: scalar), !isEscaped(scalar, here), referenceLength(scalar, here) == nil {
        // Some references stand for two characters.
        note(offset, line, start)
        continue
      }
      reference = nil
      if isEscaped(scalar, here) {
        byte += 1
        lastRun = nil
      } else if let length = referenceLength(scalar, here) {
        note(offset, line, byte)
        reference = byte
        byte += length
        lastRun = nil
        continue
      }
      if lastRun.map({ offset - $0 >= Self.bytesBetweenRuns }) ?? true {
        note(offset, line, byte)
        lastRun = offset
      }
      byte += width
    }
  }

  /// Tables take the backslash off `\|` everywhere, code included.
  private func isEscaped(_ scalar: Unicode.Scalar, _ here: ArraySlice<UInt8>) -> Bool {
    guard here.first == UInt8(ascii: "\\"), scalar.isASCII, let next = here.dropFirst().first, UInt32(next) == scalar.value else { return false }
    return scalar == "|" || (!isVerbatim && scalar.properties.isPatternSyntax) || (!isVerbatim && scalar == "_")
  }

  /// The length of `&name;` or `&#…;` when the character stands for one.
  private func referenceLength(_ scalar: Unicode.Scalar, _ here: ArraySlice<UInt8>) -> Int? {
    let longest = 34
    guard !isVerbatim, here.first == UInt8(ascii: "&"), let end = here.prefix(longest).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = here[(here.startIndex + 1)..<end]
    guard !name.isEmpty,
      name.allSatisfy({ $0 == UInt8(ascii: "#") || ($0 < 0x80 && (Character(Unicode.Scalar($0)).isLetter || Character(Unicode.Scalar($0)).isNumber)) })
    else { return nil }
    // A name nobody knows stays as it is written.
    if scalar == "&", !["amp", "AMP", "#38", "#x26", "#X26"].contains(String(decoding: name, as: UTF8.self)) { return nil }
    return name.count + 2
  }

  private static func begins(_ bytes: ArraySlice<UInt8>, with scalar: Unicode.Scalar) -> Bool {
    bytes.starts(with: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Whether a literal can begin there, by its first characters.
  static func agrees(_ text: String, isVerbatim: Bool, _ source: ArraySlice<UInt8>, at byte: Int) -> Bool {
    guard byte >= 0, byte <= source.count else { return false }
    var here = source.dropFirst(byte)
    for scalar in text.unicodeScalars.prefix(8) {
      // Inside code a line end reads as a space.
      guard let first = here.first else { return isVerbatim && (scalar == " " || scalar == "\n") }
      guard first != UInt8(ascii: "\\"), first != UInt8(ascii: "&") else { return true }
      guard begins(here, with: scalar) else { return false }
      here = here.dropFirst(UTF8.width(scalar))
    }
    return true
  }
}

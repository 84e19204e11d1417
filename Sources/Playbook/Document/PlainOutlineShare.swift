/// How much of a text is Markdown lists, counted on its raw lines: the Markdown parser takes single `1.` lines and indented ones for lists where nobody
/// meant any.
struct PlainShare {
  /// Lines with words that aren't headings of Markdown.
  private var lines = 0
  /// Those in bullets and numbered points, with what belongs to them.
  private var listed = 0
  /// Chapters and sections that stand outside of lists: `一、`, `（一）`, `场景一：`.
  private var sections = 0
  /// Points outside of lists that Markdown doesn't know: `1、`, `①`, `•`, `A、`.
  private var points = 0

  init(_ source: SourceLines, firstLine: Int) {
    var isListed = false
    var wasBlank = true
    var isFenced = false
    for number in stride(from: firstLine, through: source.count, by: 1) {
      let bytes = source.bytes(ofLine: number)
      let words = bytes.drop { $0 == 32 || $0 == 9 }
      defer { wasBlank = words.isEmpty }
      if words.starts(with: Array("```".utf8)) { isFenced.toggle() }
      guard let first = words.first, first != UInt8(ascii: "#"), !isFenced else {
        if !words.isEmpty, !isFenced { isListed = false }
        continue
      }
      lines += 1
      if Self.isPoint(words) {
        isListed = true
      } else {
        let isIndented = words.startIndex > bytes.startIndex
        let marker = Self.marker(words)
        isListed = isListed && (isIndented || (!wasBlank && marker == .none)) && !marker.isSection
        if !isListed, marker.isSection { sections += 1 }
        if !isListed, marker != .none { points += 1 }
      }
      if isListed { listed += 1 }
    }
  }

  /// Sections that aren't in lists, more points outside of lists than inside, or next to no lists: then lists aren't the outline.
  var isPlain: Bool { listed < lines && (sections >= 2 || (points >= 2 && points > listed) || listed * 4 < lines) }

  /// `- x`, `* x`, `+ x`, `1. x`, `1) x` as CommonMark has them. An export's `1. 1、x` is none.
  private static func isPoint(_ words: ArraySlice<UInt8>) -> Bool {
    guard let first = words.first else { return false }
    let rest: ArraySlice<UInt8>
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+") {
      rest = words.dropFirst()
    } else {
      let digits = words.prefix { (48...57).contains($0) }
      let mark = words.dropFirst(digits.count).first
      guard (1...9).contains(digits.count), mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") else { return false }
      rest = words.dropFirst(digits.count + 1)
      let spaces = rest.prefix { $0 == 32 }
      if !spaces.isEmpty, rest.dropFirst(spaces.count).starts(with: Array(digits) + Array("、".utf8)) { return false }
    }
    return rest.isEmpty || rest.first == 32 || rest.first == 9
  }

  private static func marker(_ words: ArraySlice<UInt8>) -> PlainMarker {
    var words = words
    while words.first == UInt8(ascii: "*") { words = words.dropFirst() }
    // Most lines of prose in small Latin letters aren't looked at more closely.
    guard let first = words.first, !(97...122).contains(first) else { return .none }
    return readMarker(Array(String(decoding: words.prefix(96), as: UTF8.self).unicodeScalars)[...]).marker
  }
}

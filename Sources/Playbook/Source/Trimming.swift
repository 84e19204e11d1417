extension StringProtocol where SubSequence == Substring {
  /// Without the white space (full-width too) at both ends; still a part of the same text, so it keeps its place.
  var trimmed: Substring {
    var part = self[startIndex..<endIndex]
    if part.beginsPlainly, part.endsPlainly { return part }
    while let first = part.first, first.isWhitespace { part = part.dropFirst() }
    while let last = part.last, last.isWhitespace { part = part.dropLast() }
    return part
  }

  /// Without white space and these characters at both ends.
  func trimmed(of marks: Set<Character>) -> Substring {
    var part = self[startIndex..<endIndex]
    while let first = part.first, first.isWhitespace || marks.contains(first) { part = part.dropFirst() }
    while let last = part.last, last.isWhitespace || marks.contains(last) { part = part.dropLast() }
    return part
  }

  /// Cut at any of these characters; parts are trimmed, empty ones dropped.
  func cut(at separators: Set<Character>) -> [Substring] {
    // A handful of marks is compared faster than hashed, and scalars faster than characters.
    let marks = separators.flatMap(\.unicodeScalars)
    return self[...].unicodeScalars.split(whereSeparator: { marks.contains($0) }).map { Substring($0).trimmed }.filter { !$0.isEmpty }
  }
}

extension Substring {
  /// Whether the text surely begins with a letter, digit or sign of its own: ASCII, or a Han character. No white space, no mark that belongs to what stands before.
  var beginsPlainly: Bool {
    guard let first = utf8.first else { return true }
    return (0x21...0x7E).contains(first) || (0xE4...0xE9).contains(first) || isMark(utf8)
  }

  /// The same of its end.
  fileprivate var endsPlainly: Bool {
    guard let last = utf8.last else { return true }
    if (0x21...0x7E).contains(last) { return true }
    let tail = utf8.suffix(3)
    return tail.count == 3 && ((0xE4...0xE9).contains(tail[tail.startIndex]) || isMark(tail))
  }

  /// `：`, `，` and the other full-width signs, `、`, `。` and brackets, which are the most common ends besides.
  private func isMark(_ bytes: some Collection<UInt8>) -> Bool {
    var bytes = bytes.makeIterator()
    guard let first = bytes.next(), let second = bytes.next(), let third = bytes.next() else { return false }
    return (first == 0xEF && second == 0xBC && third < 0xBF) || (first == 0xE3 && second == 0x80 && (0x81...0x91).contains(third))
  }
}

extension UInt8 {
  /// The small letter for a capital one.
  var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

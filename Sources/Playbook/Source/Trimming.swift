extension StringProtocol where SubSequence == Substring {
  /// Without the white space (full-width too) at both ends; still a part of the same text, so it keeps its place.
  var trimmed: Substring {
    var part = self[startIndex..<endIndex]
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
    split(whereSeparator: { separators.contains($0) }).map(\.trimmed).filter { !$0.isEmpty }
  }
}

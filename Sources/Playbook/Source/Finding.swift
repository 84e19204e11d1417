extension Substring {
  /// Where `other` stands for the first time.
  func range(of other: String) -> Range<Index>? {
    guard let first = other.first else { return nil }
    var index = startIndex
    while let start = self[index...].firstIndex(of: first) {
      if self[start...].hasPrefix(other) { return start..<self.index(start, offsetBy: other.count) }
      index = self.index(after: start)
    }
    return nil
  }
}

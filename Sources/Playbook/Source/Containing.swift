/// Searching in texts by their bytes, instead of the standard library's search by characters: ten times as fast, and texts are searched for hundreds of
/// words each. What would be told apart by characters only, a letter and the same letter with a mark behind it, makes no difference to any word of ours.
extension StringProtocol {
  func contains(_ other: String) -> Bool { containsBytes(of: other.utf8) }
  func contains(_ other: Substring) -> Bool { containsBytes(of: other.utf8) }

  private func containsBytes(of wanted: some Collection<UInt8>) -> Bool {
    let found = utf8.withContiguousStorageIfAvailable { text in
      wanted.withContiguousStorageIfAvailable { wanted in text.contains(bytes: wanted) }
    }
    if case .some(.some(let found)) = found { return found }
    return Array(utf8).withUnsafeBufferPointer { text in Array(wanted).withUnsafeBufferPointer { text.contains(bytes: $0) } }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func contains(bytes wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = wanted.first else { return true }
    guard wanted.count <= count else { return false }
    for start in 0...(count - wanted.count) where self[start] == first {
      var index = 1
      while index < wanted.count, self[start + index] == wanted[index] { index += 1 }
      if index == wanted.count { return true }
    }
    return false
  }
}

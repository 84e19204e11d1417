/// The elements of a JSON array, each as it was written: what is kept of an event is its own text.
enum JSONElements {
  /// - Returns: nil when the text isn't one array. Whether its elements are sound is for their reader to say.
  static func split(_ text: String) -> [Substring]? {
    let bytes = text.utf8
    var at = bytes.startIndex
    func skip() { while at < bytes.endIndex, isSpace(bytes[at]) { at = bytes.index(after: at) } }
    skip()
    guard at < bytes.endIndex, bytes[at] == UInt8(ascii: "[") else { return nil }
    at = bytes.index(after: at)
    skip()
    var elements: [Substring] = []
    if at < bytes.endIndex, bytes[at] == UInt8(ascii: "]") {
      at = bytes.index(after: at)
      skip()
      return at == bytes.endIndex ? [] : nil
    }
    while at < bytes.endIndex {
      let start = at
      guard let end = endOfElement(bytes, from: at) else { return nil }
      elements.append(text[start..<end])
      at = bytes.index(after: end)
      guard bytes[end] == UInt8(ascii: ",") else {
        skip()
        return at == bytes.endIndex ? elements : nil
      }
      skip()
    }
    return nil
  }

  /// The comma or bracket that ends the element.
  private static func endOfElement(_ bytes: String.UTF8View, from start: String.Index) -> String.Index? {
    var (depth, isInText, isEscaped) = (0, false, false)
    var at = start
    while at < bytes.endIndex {
      let byte = bytes[at]
      if isInText {
        if isEscaped { isEscaped = false } else if byte == UInt8(ascii: "\\") { isEscaped = true } else if byte == UInt8(ascii: "\"") { isInText = false }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return byte == UInt8(ascii: "]") ? at : nil }
          depth -= 1
        case UInt8(ascii: ",") where depth == 0: return at
        default: break
        }
      }
      at = bytes.index(after: at)
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}

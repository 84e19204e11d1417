/// A thing that documents call by several names: the first label is shown, the others are understood.
public protocol Labelled {
  var id: String { get }
  var labels: [String] { get }
}

extension Labelled {
  public var name: String { labels.first ?? id }

  /// Whether the text is this thing's id or one of its labels, letter case and inner spaces aside.
  func isCalled(_ text: some StringProtocol) -> Bool {
    let wanted = normalized(text)
    return normalized(id) == wanted || labels.contains { normalized($0) == wanted }
  }
}

/// Full-width letters, digits and signs as their ASCII twins.
func halfWidth(_ text: some StringProtocol) -> String {
  // Full-width forms stand 0xFEE0 above their ASCII twins.
  String(String.UnicodeScalarView(text.unicodeScalars.map { ("\u{FF01}"..."\u{FF5E}").contains($0) ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0 }))
}

/// One writing for names that differ only in case, spaces, dashes or full-width punctuation.
func normalized(_ text: some StringProtocol) -> String {
  if isNormal(text) { return String(text) }
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case " ", "\t", "\u{3000}", "\u{00A0}", "\u{200B}": continue
    case "—", "–", "－", "‐", "‑": result.unicodeScalars.append("-")
    case "\u{FF01}"..."\u{FF5E}":
      // Full-width forms stand 0xFEE0 above their ASCII twins.
      result.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result.lowercased()
}

/// Whether a name is surely the same when it is normalized: small ASCII letters, digits, signs, and Han characters. Most are.
private func isNormal(_ text: some StringProtocol) -> Bool {
  for byte in text.utf8 {
    switch byte {
    // Signs, digits and small letters; not the space, which is left out.
    case 0x21...0x40, 0x5B...0x7E: continue
    // What Han characters are made of. Other scripts have letter case, or begin with other bytes, as do spaces, dashes and full-width forms.
    case 0xE4...0xE9, 0x80...0xBF: continue
    default: return false
    }
  }
  return true
}

import Casework

extension PlayQuestion {
  /// The choice that an answer names: by number, by label, empty for the usual one.
  func index(of answer: String) -> Int? {
    if answer.isEmpty { return usual.flatMap { choices.indices.contains($0) ? $0 : nil } }
    if let number = Int(answer.narrowed) { return choices.indices.contains(number - 1) ? number - 1 : nil }
    let wanted = answer.narrowed.lowercased()
    return choices.firstIndex { $0.label.narrowed.lowercased() == wanted }
  }
}

extension String {
  var trimmingSpaces: String { String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }

  /// Digits and signs of a Chinese keyboard as their ASCII twins.
  var narrowed: String {
    // Full-width forms stand 0xFEE0 above their ASCII twins.
    String(String.UnicodeScalarView(unicodeScalars.map { ("\u{FF01}"..."\u{FF5E}").contains($0) ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0 }))
  }
}

/// One of the points that stood in one line.
struct NumberedPart: Equatable {
  let text: String
  /// It stands below the words before the first number, not beside them.
  let isBelow: Bool
}

/// Takes `处置方案：1、放门口 2、带走` apart. Numbers count only when they run from 1 (or from the number the line began with) without a gap.
///
/// - Parameter ordinal: the number that was taken off the beginning of the line.
func splitNumbering(_ text: String, startsWith ordinal: Int?) -> [NumberedPart] {
  let scalars = Array(text.unicodeScalars)
  var cuts: [(start: Int, end: Int)] = []
  var index = 0
  var next = ordinal == 1 ? 2 : 1
  let startsInside = next == 1
  while index < scalars.count {
    if let end = number(next, in: scalars, at: index), mayStand(scalars, at: index) {
      cuts.append((index, end))
      next += 1
      index = end
    } else {
      index += 1
    }
  }
  // One number alone is no list.
  guard cuts.count >= (startsInside ? 2 : 1) else { return [NumberedPart(text: text, isBelow: false)] }
  var parts: [NumberedPart] = []
  let head = words(scalars[..<cuts[0].start])
  if !head.isEmpty { parts.append(NumberedPart(text: head, isBelow: false)) }
  for (order, cut) in cuts.enumerated() {
    let end = order + 1 < cuts.count ? cuts[order + 1].start : scalars.count
    let part = words(scalars[cut.end..<end])
    if !part.isEmpty { parts.append(NumberedPart(text: part, isBelow: startsInside && !head.isEmpty)) }
  }
  return parts
}

/// Where the words behind `2、`, `2.`, `(2)` or `②` begin, if they begin there.
private func number(_ wanted: Int, in scalars: [Unicode.Scalar], at index: Int) -> Int? {
  if (1...20).contains(wanted), scalars[index].value == UInt32(0x245F + wanted) { return index + 1 }
  let isOpen = scalars[index] == "(" || scalars[index] == "（"
  let digits = Array(String(wanted).unicodeScalars)
  let start = isOpen ? index + 1 : index
  let end = start + digits.count
  guard end < scalars.count, scalars[start..<end].elementsEqual(digits) else { return nil }
  if isOpen { return scalars[end] == ")" || scalars[end] == "）" ? end + 1 : nil }
  guard "、.．".unicodeScalars.contains(scalars[end]) else { return nil }
  // `1.5` is an amount.
  if end + 1 < scalars.count, (48...57).contains(scalars[end + 1].value) { return nil }
  return end + 1
}

/// A number begins a point behind a blank or a mark, not inside a word.
private func mayStand(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
  guard index > 0 else { return true }
  let before = scalars[index - 1]
  return before.properties.isWhitespace || "。；;：:，,、！？!?)）】”\"".unicodeScalars.contains(before) || scalars[index].value >= 0x2460
    || scalars[index] == "(" || scalars[index] == "（"
}

private func words(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
  var part = scalars
  while let first = part.first, first.properties.isWhitespace { part = part.dropFirst() }
  while let last = part.last, last.properties.isWhitespace { part = part.dropLast() }
  return String(String.UnicodeScalarView(part))
}

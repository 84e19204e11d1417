/// Numbers whose digits are grouped by threes: `1,000`, `12，500`, `1,000,000.50`.
extension Substring {
  /// Whether the comma at this place groups digits instead of parting two numbers: one to three digits before it, and exactly three behind it.
  func groupsDigits(at comma: Index) -> Bool {
    guard self[comma] == "," || self[comma] == "，" else { return false }
    let longest = 3
    let behind = self[index(after: comma)...].prefix(longest + 1).prefix(while: \.isDigit)
    guard behind.count == longest else { return false }
    let before = self[..<comma].suffix(longest + 1).reversed().prefix(while: \.isDigit).count
    guard (1...longest).contains(before) else { return false }
    let sign = self[..<comma].dropLast(before).last
    // Behind a decimal point nothing is grouped, and a group behind another one is full.
    return sign != "." && (before == longest || (sign != "," && sign != "，"))
  }

  /// The same without the commas that group digits.
  var withoutDigitGroups: Substring {
    guard contains(where: { $0 == "," || $0 == "，" }) else { return self }
    return Substring(String(indices.filter { !groupsDigits(at: $0) }.map { self[$0] }))
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

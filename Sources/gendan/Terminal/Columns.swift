import Playbook

/// The text with spaces behind it, up to a width in terminal cells; a longer one stays as it is.
func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - displayWidth(of: text)))
}

/// The text cut to a width in terminal cells, with `…` where something was cut off.
func clipped(_ text: String, to width: Int) -> String {
  guard displayWidth(of: text) > width else { return text }
  var kept = ""
  var cells = 0
  for character in text {
    cells += displayWidth(of: String(character))
    if cells > width - 1 { break }
    kept.append(character)
  }
  return kept + "…"
}

/// Rows of cells as lines, every column as wide as its widest cell.
func aligned(_ rows: [[String]]) -> [String] {
  let count = rows.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in rows.map { column < $0.count ? displayWidth(of: $0[column]) : 0 }.max() ?? 0 }
  return rows.map { row in
    var line = row.enumerated().map { padded($1, to: widths[$0]) }.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }
}

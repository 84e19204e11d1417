/// The cells of a table's line, as they are written. A bar behind a backslash is part of its cell.
func splitCells(_ line: String) -> [String] {
  var cells: [String] = [""]
  var isEscaped = false
  for scalar in line.trimmingBlanks.unicodeScalars {
    if scalar == "|", !isEscaped {
      cells.append("")
      continue
    }
    cells[cells.count - 1].unicodeScalars.append(scalar)
    isEscaped = scalar == "\\" && !isEscaped
  }
  // What stands before the first bar and behind the last is a cell only when there are words.
  if cells.count > 1, cells[0].isBlank { cells.removeFirst() }
  if cells.count > 1, cells[cells.count - 1].isBlank { cells.removeLast() }
  return cells.map(\.trimmingBlanks)
}

/// `| a | b |`; an empty cell is one blank.
func drawRow(_ cells: [String]) -> String { "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined() }

/// `|---|:---:|`
func drawRuler(_ cells: [String]) -> String {
  "|" + cells.map { ($0.hasPrefix(":") ? ":" : "") + "---" + ($0.hasSuffix(":") && $0.count > 1 ? ":" : "") + "|" }.joined()
}

extension String {
  /// Without blanks and tabs at both ends: the white space that Markdown takes off.
  var trimmingBlanks: String { String(self[...].drop { $0 == " " || $0 == "\t" }).withoutTrailingBlanks }

  var withoutTrailingBlanks: String {
    var part = self[...]
    while let last = part.last, last == " " || last == "\t" { part = part.dropLast() }
    return String(part)
  }
}

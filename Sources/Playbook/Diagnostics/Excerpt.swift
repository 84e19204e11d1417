/// The part of a source line that a finding shows, and the carets below it. Widths are terminal cells.
struct Excerpt {
  /// The line, tabs as spaces, shortened with `…` when it is too long.
  let text: String
  /// What stands before the carets on the line below.
  let indent: String
  let carets: String

  private static let tabCells = 4
  /// A longer line is shortened around the place.
  private static let mostCells = 120
  /// What is kept before a place that stands far to the right.
  private static let cellsBefore = 30

  private struct Cell {
    let text: String
    let width: Int
  }

  init(line: String, place: Place) {
    let (cells, starts) = Self.cells(line, from: place.column)
    let first = min(max(place.column - 1, 0), cells.count)
    // A place over several lines is drawn to the end of its first.
    var last = place.endLine > place.line ? cells.count : min(max(place.endColumn - 1, first), cells.count)
    while place.endLine > place.line, last > first, cells[last - 1].text == " " { last -= 1 }

    var lower = 0
    var upper = cells.count
    if starts[upper] > Self.mostCells {
      while lower < first, starts[last] - starts[lower] > Self.mostCells - 2, starts[first] - starts[lower] > Self.cellsBefore { lower += 1 }
      while upper > lower, starts[upper] - starts[lower] > Self.mostCells { upper -= 1 }
    }
    let isCutBefore = lower > 0
    text = (isCutBefore ? "…" : "") + cells[lower..<upper].map(\.text).joined() + (upper < cells.count ? "…" : "")
    let width = starts[min(max(last, first), upper)] - starts[min(first, upper)]
    indent = String(repeating: " ", count: starts[min(first, upper)] - starts[lower] + (isCutBefore ? 1 : 0))
    carets = String(repeating: "^", count: max(width, 1))
  }

  /// One cell text for each code point, and where each begins: `starts` has one more entry than there are code points.
  private static func cells(_ line: String, from column: Int) -> (cells: [Cell], starts: [Int]) {
    // A finding shows a window of its line: what stands far behind it is never drawn.
    let mostCodePoints = max(column, 0) + 4 * mostCells
    var cells: [Cell] = []
    var starts = [0]
    for scalar in line.unicodeScalars.prefix(mostCodePoints) {
      let at = starts[starts.count - 1]
      let cell: Cell
      if scalar == "\t" {
        let width = tabCells - at % tabCells
        cell = Cell(text: String(repeating: " ", count: width), width: width)
      } else {
        let text = printable(String(scalar))
        cell = Cell(text: text, width: displayWidth(of: text))
      }
      cells.append(cell)
      starts.append(at + cell.width)
    }
    return (cells, starts)
  }
}

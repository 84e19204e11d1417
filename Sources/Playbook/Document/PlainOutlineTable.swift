/// A table inside a raw text. Copying from a page often leaves one cell on each line, with a bar behind it: then rows and columns are a guess.
struct PlainTable: Sendable {
  /// The heading row first. Every row has as many cells as the table has columns.
  let rows: [[PlainCell]]
  /// One cell a line: which cells belong to one row isn't in the text.
  let isFlattened: Bool
  let place: Place

  /// Cells that hold nothing, or that the text doesn't have.
  var gaps: [PlainCell] { rows.flatMap { $0 }.filter { $0.text.text.isEmpty } }
}

struct PlainCell: Sendable {
  let text: RichText
  /// The text has no such cell: the row is shorter than the others.
  var isMissing = false
}

/// Puts neighbouring lines with bars together.
func readPlainTable(_ lines: ArraySlice<PlainLine>) -> PlainTable? {
  guard let first = lines.first, let last = lines.last else { return nil }
  let place = first.text.place.joined(with: last.text.place)
  // `|---|---|` only rules the rows.
  let rows = lines.filter { !$0.text.text.unicodeScalars.allSatisfy { "|-: ".unicodeScalars.contains($0) } || !$0.text.text.contains("-") }.map(cells)
  guard !rows.isEmpty else { return nil }
  let isFlattened = rows.allSatisfy { $0.count == 1 }
  guard isFlattened else {
    let width = rows.map(\.count).max() ?? 1
    return PlainTable(rows: rows.map { padded($0, to: width) }, isFlattened: false, place: place)
  }
  let all = rows.map { $0[0] }
  let columns = (2...6).first { all.count.isMultiple(of: $0) && all.count > $0 } ?? 2
  let cut = stride(from: 0, to: all.count, by: columns).map { padded(Array(all[$0..<min($0 + columns, all.count)]), to: columns) }
  return PlainTable(rows: cut, isFlattened: true, place: place)
}

private func padded(_ cells: [PlainCell], to width: Int) -> [PlainCell] {
  guard let last = cells.last, cells.count < width else { return cells }
  let end = last.text.place
  let behind = Place(line: end.endLine, column: end.endColumn, endLine: end.endLine, endColumn: end.endColumn)
  return cells + Array(repeating: PlainCell(text: RichText(place: behind), isMissing: true), count: width - cells.count)
}

/// The cells between the bars of one line; a bar at either end bounds the row.
private func cells(_ line: PlainLine) -> [PlainCell] {
  let text = line.text.text
  var inside = text[...].trimmed
  if inside.first == "|" || inside.first == "｜", inside.count > 1 { inside = inside.dropFirst() }
  if inside.last == "|" || inside.last == "｜" { inside = inside.dropLast() }
  return inside.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "|" || $0 == "｜" }).map { part in
    PlainCell(text: line.text.cut(part.trimmed))
  }
}

extension RichText {
  /// A part of the text as a text of its own, with its places.
  func cut(_ part: Substring) -> RichText {
    let lower = text.utf8.distance(from: text.utf8.startIndex, to: part.startIndex)
    let upper = text.utf8.distance(from: text.utf8.startIndex, to: part.endIndex)
    let start = place(from: lower, to: lower)
    var inside: [Run] = []
    var next = firstRun(behind: lower)
    while next < runs.count, runs[next].offset < upper {
      inside.append(Run(offset: runs[next].offset - lower, line: runs[next].line, column: runs[next].column))
      next += 1
    }
    inside.insert(Run(offset: 0, line: start.line, column: start.column), at: 0)
    return RichText(text: String(part), runs: inside, place: place(from: lower, to: upper))
  }
  /// Runs stand in order: found by halving, so that many cells of one long line stay cheap.
  private func firstRun(behind offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

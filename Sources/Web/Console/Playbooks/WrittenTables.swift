import Foundation
import Playbook

/// Rows of a document's tables as they are written, under the headings they stand under: what a rule says is told by its own words.
struct WrittenTable: Hashable {
  struct Row: Hashable {
    let place: String
    let cells: [String]
  }

  let headings: [String]
  private(set) var rows: [Row]

  /// - Parameters:
  ///   - places: the file and line of each row. Rows of one table stay together, in the order in which its first one comes.
  ///   - sources: the texts by their paths.
  static func tables(_ places: [(file: String, line: Int)], in sources: [SourceText]) -> [WrittenTable] {
    var tables: [WrittenTable] = []
    var numbers: [String: Int] = [:]
    var lines: [String: SourceLines] = [:]
    for (file, line) in places {
      guard let text = lines[file] ?? sources.first(where: { $0.path == file }).map({ SourceLines($0.text) }) else { continue }
      lines[file] = text
      let above = heading(above: line, text)
      var written = cells(text.line(line))
      // A row may end before its table does.
      while written.count < above?.cells.count ?? 0 { written.append("") }
      let row = Row(place: "\(file):\(line)", cells: written)
      let key = "\(file) \(above?.line ?? line)"
      if let number = numbers[key] {
        tables[number].rows.append(row)
      } else {
        numbers[key] = tables.count
        tables.append(WrittenTable(headings: above?.cells ?? [], rows: [row]))
      }
    }
    return tables
  }

  /// The line above the dashes that a table's rows stand under.
  private static func heading(above line: Int, _ text: SourceLines) -> (line: Int, cells: [String])? {
    var number = line - 1
    while number > 1 {
      let words = text.line(number)
      guard words.contains("|") else { return nil }
      if isRule(words) { return (number - 1, cells(text.line(number - 1))) }
      number -= 1
    }
    return nil
  }

  /// `|---|:--:|`.
  private static func isRule(_ line: String) -> Bool { line.contains("-") && line.allSatisfy { "|-: \t".contains($0) } }

  /// Cut at bars that aren't escaped.
  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line {
      if character == "|", !isEscaped {
        cells.append("")
      } else if character == "|" {
        cells[cells.count - 1].removeLast()
        cells[cells.count - 1].append(character)
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    var trimmed = cells.map { $0.trimmingCharacters(in: .whitespaces) }
    // What stands before the first and behind the last bar is nothing.
    if trimmed.count > 1, trimmed.first?.isEmpty == true { trimmed.removeFirst() }
    if trimmed.count > 1, trimmed.last?.isEmpty == true { trimmed.removeLast() }
    return trimmed
  }
}

import Casework
import Desk
import Ledger
import Playbook

/// The key figures for spreadsheets (RFC 4180): a row for each playbook, day, class or merchant, and figure.
struct FigureCSV {
  let text: String

  init(_ report: FigureReport, _ words: ConsoleWords) {
    var rows = [["playbook", "kind", "name", "figure", "unit", "count", "value"].map { words.text("figures-csv-\($0)") }]
    func unit(_ unit: FigureMeasure.Unit) -> String {
      switch unit {
      case .percent: "%"
      case .seconds: words.text("figures-csv-unit-seconds")
      case .number: ""
      }
    }
    func add(_ one: KeyFigures, _ kind: String, _ name: String) {
      for figure in one.figures {
        rows.append([
          one.title, words.text("figures-csv-\(kind)"), name, figure.rule.name, unit(figure.rule.measure.unit), String(figure.count),
          Self.number(figure.value),
        ])
      }
    }
    for one in report.whole { add(one, "span", "") }
    for day in report.days { for one in day.figures { add(one, "day", day.day.text) } }
    func add(_ one: KeyFigures, _ kind: String, _ name: String, _ tallies: [String: FigureTally]) {
      for figure in one.figures {
        let found = tallies[figure.rule.id]
        rows.append([
          one.title, kind, name, figure.rule.name, unit(figure.rule.measure.unit), String(found?.count ?? 0), Self.number(found?.mean),
        ])
      }
    }
    for one in report.whole {
      for found in report.classes[one.playbook] ?? [] {
        for row in found.rows { add(one, found.rule.name, row.name ?? words.text("figures-unclassed"), row.figures) }
      }
      for tally in report.merchants[one.playbook] ?? [] { add(one, words.text("figures-csv-merchant"), tally.merchant, tally.figures) }
    }
    // Spreadsheets take a file for another encoding without the mark at its beginning.
    text = "\u{FEFF}" + rows.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func number(_ value: Double?) -> String { value.map { String($0) } ?? "" }

  /// A cell that a spreadsheet would take for a formula is made a text.
  static func cell(_ text: String) -> String {
    // Byte by byte: a sign that joins with the one before it makes another character of it.
    let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false && Double(text) == nil
    let safe = isFormula ? "'" + text : text
    guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
    let quote = UInt8(ascii: "\"")
    return "\"" + String(decoding: safe.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }, as: UTF8.self) + "\""
  }
}

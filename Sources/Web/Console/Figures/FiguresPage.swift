import Casework
import Desk
import Foundation
import Ledger
import Playbook

/// The key figures as the page shows them.
struct FiguresPage {
  struct Span {
    let id: String
    let label: String
    let isChosen: Bool
  }

  struct Choice {
    let value: String
    let label: String
    let isChosen: Bool
  }

  /// The figures of one playbook.
  struct Group {
    let playbook: String
    let heading: String
    let openedText: String
    let cards: [Card]
    let chart: Chart?
    let isUnsampled: Bool
    /// By each class that is declared, and by merchant.
    let tables: [Table]
  }

  struct Card {
    let name: String
    let value: String
    let target: String?
    let count: String
    let isMet: Bool
    let isMissed: Bool
  }

  /// Day by day, as lines: the script draws it, the table has the same numbers.
  struct Chart {
    /// JSON: `{"days":[…],"lines":[{"name":…,"unit":…,"values":[…]}]}`.
    let series: String
    let heads: [String]
    let rows: [Row]
  }

  struct Row {
    let name: String
    let cells: [String]
  }

  /// The figures of the same days for each of some things.
  struct Table {
    let caption: String
    /// What the rows' names are.
    let head: String
    /// Behind the name.
    let heads: [String]
    let rows: [Row]
  }

  let from: String
  let to: String
  let spans: [Span]
  let playbooks: [Choice]
  let groups: [Group]
  let hasGroups: Bool
  let csvPath: String
  /// The same page, for when it is fetched again.
  let path: String

  init(_ report: FigureReport, _ asked: FigureQuestion, _ words: ConsoleWords) {
    let figures = FigureWords(words)
    from = asked.from.text
    to = asked.to.text
    spans = ["today", "week", "month"].map { Span(id: $0, label: words.text("figures-span-\($0)"), isChosen: asked.span == $0) }
    playbooks =
      [Choice(value: "", label: words.text("figures-all-playbooks"), isChosen: asked.playbook == nil)]
      + report.whole.map { Choice(value: $0.playbook, label: $0.title, isChosen: asked.playbook == $0.playbook) }
    groups = report.whole.map { Self.group($0, report, figures, words) }
    hasGroups = !groups.isEmpty
    let playbook = asked.playbook.flatMap { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) }
    let query = "?from=\(from)&to=\(to)" + (playbook.map { "&playbook=\($0)" } ?? "")
    csvPath = "/console/figures.csv" + query
    path = "/console/figures" + query
  }

  private static func group(_ one: KeyFigures, _ report: FigureReport, _ figures: FigureWords, _ words: ConsoleWords) -> Group {
    func table(_ caption: String, _ head: String, _ rows: [(name: String, tallies: [String: FigureTally])]) -> Table {
      Table(
        caption: caption, head: head, heads: [words.text("figures-cases")] + one.figures.map(\.rule.name),
        rows: rows.map { row in
          Row(
            name: row.name,
            cells: [String(row.tallies[FigureSample.opened]?.count ?? 0)]
              + one.figures.map { figures.value(row.tallies[$0.rule.id]?.mean, $0.rule.measure.unit) })
        })
    }
    let classes = (report.classes[one.playbook] ?? []).map { found in
      table(
        words.text("figures-by-class", ["class": found.rule.name]), found.rule.name,
        found.rows.map { ($0.name ?? words.text("figures-unclassed"), $0.figures) })
    }
    let merchants = report.merchants[one.playbook] ?? []
    let byMerchant = table(words.text("figures-by-merchant"), words.text("figures-merchant"), merchants.map { ($0.merchant, $0.figures) })
    return Group(
      playbook: one.playbook, heading: one.title,
      openedText: words.text("figures-opened", ["opened": String(one.opened), "closed": String(one.closed)]),
      cards: one.figures.map { figure in
        Card(
          name: figure.rule.name, value: figures.value(figure.value, figure.rule.measure.unit), target: figures.target(figure.rule),
          count: words.text("figures-count", ["count": String(figure.count)]), isMet: figure.isMet == true, isMissed: figure.isMet == false)
      },
      chart: chart(of: one, report, figures),
      isUnsampled: one.figures.allSatisfy { $0.value == nil },
      tables: classes + (merchants.isEmpty ? [] : [byMerchant]))
  }

  private struct Series: Encodable {
    struct Line: Encodable {
      let name: String
      let unit: String
      let values: [Double?]
    }

    let days: [String]
    let lines: [Line]
  }

  /// Nil for a single day, and where no day has a value.
  private static func chart(of one: KeyFigures, _ report: FigureReport, _ figures: FigureWords) -> Chart? {
    guard report.days.count > 1 else { return nil }
    let days = report.days.map { day in (day.day, day.figures.first { $0.playbook == one.playbook }) }
    let lines = one.figures.map { figure in
      Series.Line(
        name: figure.rule.name, unit: figure.rule.measure.unit.rawValue,
        values: days.map { day in day.1?.figures.first { $0.rule.id == figure.rule.id }?.value })
    }
    guard lines.contains(where: { line in line.values.contains { $0 != nil } }) else { return nil }
    let series = Series(days: days.map { String($0.0.text.dropFirst(5)) }, lines: lines)
    guard let text = try? StoredJSON.text(series) else { return nil }
    let rows = days.map { day in
      Row(
        name: day.0.text,
        cells: [String(day.1?.opened ?? 0)]
          + one.figures.map { figure in
            figures.value(day.1?.figures.first { $0.rule.id == figure.rule.id }?.value, figure.rule.measure.unit)
          })
    }
    return Chart(series: text, heads: one.figures.map(\.rule.name), rows: rows)
  }
}

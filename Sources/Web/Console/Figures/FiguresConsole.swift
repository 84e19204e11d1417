import Casework
import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// The key figures as pages: how the cases did in some days, against what is aimed at (T-20).
struct FiguresConsole: Sendable {
  static let longestSpan: Int64 = 92
  static let mostMerchants = 50

  let console: Console
  let desk: Desk
  let orders: OrderWatch
  /// Nil where the ledger keeps no deadlines, and so no figures.
  let watch: DeadlineWatch?

  /// `?span=today|week|month` or `?from=2026-11-01&to=2026-11-30`, `&playbook=…`.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let asked = try FigureQuestion(request, now: console.clock())
    let report = try await report(asked)
    let page = FiguresPage(report, asked, words)
    return try console.page(
      "figures", title: words.text("figures-title"), page, assets: PageAssets(styles: ["figures.css"], scripts: ["figures.js"]), request, visit)
  }

  /// The same numbers as a table for spreadsheets.
  func csv(_ request: Request, _ visit: Visit) async throws -> Response {
    let asked = try FigureQuestion(request, now: console.clock())
    let text = FigureCSV(try await report(asked), ConsoleWords.of(visit.language)).text
    let name = "gendan-figures-\(asked.from.text)-\(asked.to.text).csv"
    return Packing.answer(
      Array(text.utf8), headers: [.contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"\(name)\""], request)
  }

  private func report(_ asked: FigureQuestion) async throws -> FigureReport {
    do throws(DeskError) {
      try await watch?.catchUp()
      let whole = try await desk.keyFigures(from: asked.from, to: asked.to, of: asked.playbook)
      var days: [(day: CivilDay, figures: [KeyFigures])] = []
      for number in asked.from.number...asked.to.number {
        let day = CivilDay(number: number)
        days.append((day, try await desk.keyFigures(from: day, to: day, of: asked.playbook)))
      }
      var classes: [String: [ClassFigures]] = [:]
      var merchants: [String: [MerchantTally]] = [:]
      for one in whole {
        classes[one.playbook] = try await desk.classFigures(of: one.playbook, from: asked.from, to: asked.to)
        merchants[one.playbook] = try await tallies(of: one.playbook, asked)
      }
      return FigureReport(whole: whole, days: days, classes: classes, merchants: merchants)
    } catch { throw Problem(error, nil) }
  }

  private func tallies(of playbook: String, _ asked: FigureQuestion) async throws(DeskError) -> [MerchantTally] {
    let zone = try await desk.shelf.currentPlan(of: playbook).zone
    let (start, end) = (asked.from.start(in: zone), CivilDay(number: asked.to.number + 1).start(in: zone))
    do throws(LedgerError) {
      return try await orders.orders.tallyMerchants(of: playbook, from: start, to: end, limit: Self.mostMerchants, book: orders.book)
    } catch { throw .ledger(error) }
  }
}

/// What was read for a question.
struct FigureReport {
  let whole: [KeyFigures]
  let days: [(day: CivilDay, figures: [KeyFigures])]
  /// By playbook, both.
  let classes: [String: [ClassFigures]]
  let merchants: [String: [MerchantTally]]
}

/// Which days, and whose cases.
struct FigureQuestion {
  let from: CivilDay
  let to: CivilDay
  let playbook: String?
  /// `today`, `week`, `month`; nil for days that were chosen.
  let span: String?

  init(_ request: Request, now: Instant) throws(Problem) {
    let today = CivilDay(number: Int64(DayCount().day(of: now)))
    var query = Query(form: request)
    let span = query.choice("span", ["today", "week", "month"])
    playbook = query.text("playbook")
    guard query.has("from") || query.has("to") else {
      try query.end()
      self.span = span ?? "week"
      to = today
      from = CivilDay(number: today.number - (span == "today" ? 0 : span == "month" ? 29 : 6))
      return
    }
    let days = (from: query.day("from"), to: query.day("to"))
    try query.end()
    guard let from = days.from, let to = days.to, from.number <= to.number, to.number - from.number < FiguresConsole.longestSpan else {
      throw .invalid([
        .init(
          place: "to",
          words: .init("不能早于开始那天，最多 \(FiguresConsole.longestSpan) 天", "may not be before the first day; at most \(FiguresConsole.longestSpan) days"))
      ])
    }
    self.span = nil
    self.from = from
    self.to = to
  }
}

import Casework
import Desk
import Hummingbird
import Playbook

/// How today goes against what is aimed at (T-04, T-20).
struct WallFigures {
  struct PlaybookFigures {
    let playbookTitle: String
    let opened: String
    let closed: String
    let figures: [Figure]
  }

  struct Figure {
    let figureName: String
    /// Nil where nothing was counted today.
    let shown: String?
    let aim: String?
    let isMet: Bool
    let isMissed: Bool
    let samples: String
  }

  let playbooks: [PlaybookFigures]
  /// One that was chosen and has no figures, or not any more.
  let isUnknown: Bool
  let choices: [PageOption]
  /// Whether there is something to choose.
  let hasChoices: Bool

  /// `?playbook=ID` shows the figures of one playbook; without, those of all, taken together.
  init(_ wall: WallConsole, _ request: Request, _ visit: Visit) async throws {
    var query = Query(form: request)
    let chosen = query.text("playbook")
    try query.end()
    let words = ConsoleWords.of(visit.language)
    let times = wall.console.times(request, visit)
    let today = CivilDay(number: Int64(DayCount().day(of: wall.desk.clock.now())))
    let found: [KeyFigures]
    do throws(DeskError) {
      try await wall.watch?.catchUp()
      found = try await wall.desk.keyFigures(from: today, to: today)
    } catch { throw Problem(error, nil) }
    let shown = chosen.map { id in found.filter { $0.playbook == id } } ?? found
    isUnknown = chosen != nil && shown.isEmpty
    hasChoices = found.count > 1
    choices =
      [PageOption(optionValue: "", optionName: words.text("wall-figures-all"), isChosen: chosen == nil)]
      + found.map { PageOption(optionValue: $0.playbook, optionName: $0.title, isChosen: $0.playbook == chosen) }
    guard shown.count > 1 else {
      playbooks = shown.map { one in
        PlaybookFigures(
          playbookTitle: one.title, opened: String(one.opened), closed: String(one.closed), figures: one.figures.map { Figure(SummedFigure([$0]), times) })
      }
      return
    }
    let title = words.text("wall-figures-of-all", ["count": String(shown.count)])
    playbooks = [
      PlaybookFigures(
        playbookTitle: title, opened: String(shown.reduce(0) { $0 + $1.opened }), closed: String(shown.reduce(0) { $0 + $1.closed }),
        figures: SummedFigure.all(of: shown).map { Figure($0, times) })
    ]
  }
}

extension WallFigures.Figure {
  fileprivate init(_ figure: SummedFigure, _ times: PageTimes) {
    figureName = figure.name
    shown = figure.value.map { Self.text($0, figure.unit, times) }
    aim = figure.target.map { ($0.side == .atLeast ? "≥ " : "≤ ") + Self.text($0.value, figure.unit, times) }
    isMet = figure.isMet == true
    isMissed = figure.isMet == false
    samples = String(figure.count)
  }

  private static func text(_ value: Double, _ unit: FigureMeasure.Unit, _ times: PageTimes) -> String {
    switch unit {
    case .percent: "\(short(value, tenths: 10)) %"
    case .seconds: times.span(TimeAmount(seconds: Int64(min(max(value, 0), 1e12).rounded())))
    case .number: short(value, tenths: 100)
    }
  }

  /// Without zeros at its end. - Parameter tenths: 10 for one decimal, 100 for two.
  private static func short(_ value: Double, tenths: Double) -> String {
    let rounded = (value * tenths).rounded() / tenths
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int64(rounded)) : String(rounded)
  }
}

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

  init(_ wall: WallConsole, _ request: Request, _ visit: Visit) async throws {
    let times = wall.console.times(request, visit)
    let today = CivilDay(number: Int64(DayCount().day(of: wall.desk.clock.now())))
    let found: [KeyFigures]
    do throws(DeskError) {
      try await wall.watch?.catchUp()
      found = try await wall.desk.keyFigures(from: today, to: today)
    } catch { throw Problem(error, nil) }
    // On a quiet morning the aims stand there all the same.
    let busy = found.filter { one in one.opened > 0 || one.closed > 0 || one.figures.contains { $0.count > 0 } }
    playbooks = (busy.isEmpty ? found : busy).map { one in
      PlaybookFigures(
        playbookTitle: one.title, opened: String(one.opened), closed: String(one.closed), figures: one.figures.map { Figure($0, times) })
    }
  }
}

extension WallFigures.Figure {
  fileprivate init(_ figure: KeyFigure, _ times: PageTimes) {
    let unit = figure.rule.measure.unit
    figureName = figure.rule.name
    shown = figure.value.map { Self.text($0, unit, times) }
    aim = figure.rule.target.map { ($0.side == .atLeast ? "≥ " : "≤ ") + Self.text($0.value, unit, times) }
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

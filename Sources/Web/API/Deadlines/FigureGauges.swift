import Casework
import Desk
import Metrics
import Playbook

/// Shows today's key figures to Prometheus: `key_figure{playbook="…",figure="…"}`, in the figure's unit. What has no value yet is NaN.
struct FigureGauges: Sendable {
  private static let pause = Duration.seconds(30)

  let desk: Desk

  /// Until the task is cancelled.
  func run() async {
    repeat { await look() } while (try? await Task.sleep(for: Self.pause)) != nil
  }

  /// What can't be read now is shown the next time.
  func look() async {
    let today = CivilDay(number: Int64(DayCount().day(of: desk.clock.now())))
    guard let found = try? await desk.keyFigures(from: today, to: today) else { return }
    for one in found {
      for figure in one.figures {
        Gauge(label: "key.figure", dimensions: [("playbook", one.playbook), ("figure", figure.rule.id)]).record(figure.value ?? .nan)
      }
    }
  }
}

import Casework
import Desk
import Metrics
import Playbook

/// Shows today's key figures to Prometheus: `key_figure{playbook="…",figure="…"}`, in the figure's unit. Where there are tenants a label `tenant` tells them
/// apart. What has no value yet is NaN.
struct FigureGauges: Sendable {
  private static let pause = Duration.seconds(30)

  let desk: Desk
  /// Whose desk it is; nil where there is one house only.
  var tenant: String? = nil

  /// Until the task is cancelled.
  func run() async {
    repeat { await look() } while (try? await Task.sleep(for: Self.pause)) != nil
  }

  /// What can't be read now is shown the next time.
  func look(showing factory: any MetricsFactory = MetricsSystem.factory) async {
    let today = CivilDay(number: Int64(DayCount().day(of: desk.clock.now())))
    guard let found = try? await desk.keyFigures(from: today, to: today) else { return }
    for one in found {
      for figure in one.figures {
        let dimensions = [("playbook", one.playbook), ("figure", figure.rule.id)] + (tenant.map { [("tenant", $0)] } ?? [])
        Gauge(label: "key.figure", dimensions: dimensions, factory: factory).record(figure.value ?? .nan)
      }
    }
  }
}

import Casework
import Desk
import Playbook

/// Something that is due, and until when.
struct CaseClock {
  let name: String
  let due: PageTimes.Stamp
  let isLate: Bool

  private init(_ name: String, _ due: Instant, _ times: PageTimes) {
    self.name = name
    self.due = times.stamp(due)
    isLate = due < times.now
  }

  /// The first deadline or promise that is open and due; nil when nothing is. One that was missed stays until it is met.
  static func first(of look: CaseLook, _ desk: Desk) async throws -> CaseClock? {
    var found = look.state.promises.values.map { (name: look.shown($0.text), due: $0.due) }
    if !look.plan.deadlines.isEmpty {
      let times: CaseTimes
      do throws(DeskError) { times = try await desk.times(of: look.file) } catch { throw Problem(error, nil) }
      for one in times.deadlines where one.end == nil {
        guard let due = one.due, let rule = look.plan.deadlines.first(where: { $0.id == one.rule }) else { continue }
        found.append((name: rule.name, due: due))
      }
    }
    return found.min { $0.due < $1.due }.map { CaseClock($0.name, $0.due, look.times) }
  }
}

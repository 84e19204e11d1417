import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

/// What is about to be late, and what is late and not done (T-02, T-03, T-13, T-16).
struct WallDeadlines {
  struct Row {
    /// Names the row's link, so that whoever stands on it stays there when the list is fetched again.
    let anchor: String
    let rule: String
    let caseID: String
    let casePath: String
    let playbookTitle: String
    let holder: String?
    let due: PageTimes.Stamp
  }

  let soon: [Row]
  let hasSoon: Bool
  /// What was missed last stands first.
  let late: [Row]
  let hasLate: Bool
  let hasMoreLate: Bool

  /// How far ahead the wall looks.
  private static let ahead = TimeAmount.hours(1)
  private static let most = 20

  init(_ wall: WallConsole, _ request: Request, _ visit: Visit) async throws {
    guard let watch = wall.watch, let store = wall.desk.ledger as? any DeadlineLedger else {
      (soon, late) = ([], [])
      (hasSoon, hasLate, hasMoreLate) = (false, false, false)
      return
    }
    // What has just happened counts as well.
    do throws(DeskError) { try await watch.catchUp() } catch { throw Problem(error, nil) }
    let now = wall.desk.clock.now()
    let next = DueSpan(from: now, before: now + Self.ahead, limit: Self.most)
    let over = DueSpan(from: Instant(milliseconds: .min), before: now, latestFirst: true, limit: Self.most + 1)
    let coming = try await Problem.telling { try await store.openDeadlines(next) }
    let missed = try await Problem.telling { try await store.openDeadlines(over) }
    let cases = Set((coming + missed).map(\.caseID))
    var reading = try await Reading(wall, of: cases, times: wall.console.times(request, visit))
    soon = await reading.rows(coming)
    late = await reading.rows(missed.prefix(Self.most))
    (hasSoon, hasLate) = (!coming.isEmpty, !missed.isEmpty)
    hasMoreLate = missed.count > Self.most
  }

  private struct Reading {
    let times: PageTimes
    private let holders: [CaseID: String]
    private var plans: WallPlans

    init(_ wall: WallConsole, of cases: Set<CaseID>, times: PageTimes) async throws {
      self.times = times
      plans = WallPlans(wall.desk)
      let people = try await WallPeople(wall.work)
      let held = try await Problem.telling { try await wall.work.router.holders(of: cases) }
      holders = held.mapValues { Set($0.map { people.name($0) }).sorted().joined(separator: "、") }
    }

    mutating func rows(_ found: some Sequence<DeadlineRow>) async -> [Row] {
      var rows: [Row] = []
      for one in found {
        guard let due = one.due else { continue }
        let rule = await plans.deadlineName(one.rule, of: one.playbook)
        let title = await plans.title(of: one.playbook)
        rows.append(
          Row(
            anchor: "deadline-\(one.number)", rule: rule, caseID: one.caseID.text, casePath: WallPath.page(of: one.caseID), playbookTitle: title,
            holder: holders[one.caseID], due: times.stamp(due)))
      }
      return rows
    }
  }
}

import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

/// All open tasks with whoever holds them, by queue, the most urgent first.
struct WallWork {
  /// A way to narrow the list, or to widen it again.
  struct Choice {
    let label: String
    let path: String
    let isChosen: Bool
  }

  struct Group {
    let queueName: String
    let tasks: [Row]
  }

  struct Row {
    let anchor: String
    let caseID: String
    let casePath: String
    let subject: String
    let ask: String
    let playbookTitle: String
    let openedAt: PageTimes.Stamp
    let due: PageTimes.Stamp?
    let stageName: String
    let tone: String
    /// Who holds it, or is asked.
    let holder: String?
    let isHeld: Bool
    /// Where the form to give it to somebody is.
    let sheetPath: String
    let assigneePath: String
    let takeBackWords: String
  }

  let queues: [Choice]
  let stages: [Choice]
  let groups: [Group]
  let isEmpty: Bool
  /// There are more, less urgent.
  let hasMore: Bool
  /// What is fetched again when something changes.
  let listPath: String

  private static let most = 200

  init(_ wall: WallConsole, _ request: Request, _ visit: Visit) async throws {
    var query = Query(request)
    let queue = query.text("queue")
    let stage = query.choice("state", WorkFilter.Stage.allCases.map(\.rawValue)).flatMap(WorkFilter.Stage.init)
    try query.end()
    let words = ConsoleWords.of(visit.language)
    let router = wall.work.router
    let figures = try await Problem.telling { try await router.queueFigures() }
    let found = try await Problem.telling { try await router.list(WorkFilter(queue: queue, stage: stage, limit: Self.most + 1)) }
    var reading = try await Reading(wall, found, wall.console.times(request, visit), words)
    let listed = await reading.rows(found.prefix(Self.most))
    groups = Dictionary(grouping: listed) { $0.queue }.sorted { $0.key < $1.key }
      .map { name, rows in Group(queueName: Self.name(ofQueue: name, words), tasks: rows.map { $0.row }) }
    isEmpty = listed.isEmpty
    hasMore = found.count > Self.most
    listPath = "/console/wall/work/list" + Self.query(queue, stage)
    queues =
      [Choice(label: words.text("wall-queue-all"), path: "/console/wall/work" + Self.query(nil, stage), isChosen: queue == nil)]
      + figures.map { one in
        let label = words.text(
          "wall-queue-count", ["queue": Self.name(ofQueue: one.queue, words), "count": String(one.waiting + one.offered + one.assigned)])
        return Choice(label: label, path: "/console/wall/work" + Self.query(one.queue, stage), isChosen: queue == one.queue)
      }
    stages =
      [Choice(label: words.text("wall-state-all"), path: "/console/wall/work" + Self.query(queue, nil), isChosen: stage == nil)]
      + WorkFilter.Stage.allCases.map { one in
        Choice(label: words.text("wall-state-\(one.rawValue)"), path: "/console/wall/work" + Self.query(queue, one), isChosen: stage == one)
      }
  }

  /// A queue is called as playbooks call the role; that of tasks without a role has no name there.
  static func name(ofQueue queue: String, _ words: ConsoleWords) -> String { queue == Work.anyQueue ? words.text("wall-queue-any") : queue }

  private static func query(_ queue: String?, _ stage: WorkFilter.Stage?) -> String {
    let parts = [queue.map { "queue=\(WallPath.part($0))" }, stage.map { "state=\($0.rawValue)" }].compactMap(\.self)
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }

  private struct Reading {
    private let states: [CaseID: Case]
    private let people: WallPeople
    private let times: PageTimes
    private let words: ConsoleWords
    private var plans: WallPlans

    init(_ wall: WallConsole, _ found: [ListedWork], _ times: PageTimes, _ words: ConsoleWords) async throws {
      let ids = Set(found.map(\.standing.work.id.caseID)).sorted()
      states = try await Problem.telling { try await wall.desk.ledger.readCases(ids) }
      people = try await WallPeople(wall.work)
      plans = WallPlans(wall.desk)
      (self.times, self.words) = (times, words)
    }

    /// A task that was done meanwhile is left out.
    mutating func rows(_ found: some Sequence<ListedWork>) async -> [(queue: String, row: Row)] {
      var rows: [(queue: String, row: Row)] = []
      for one in found {
        let (known, work) = (one.standing, one.standing.work)
        guard let state = states[work.id.caseID], let task = state.tasks[work.id.task] else { continue }
        let title = await plans.title(of: state.playbook)
        let holder = (known.holder ?? known.reservation?.person).map { people.name($0) }
        let row = Row(
          anchor: "task-\(WallPath.part(state.id.text))-\(WallPath.part(task.id.text))", caseID: state.id.text, casePath: WallPath.page(of: state.id),
          subject: state.subject, ask: LinkTokens.masked(task.text), playbookTitle: title, openedAt: times.stamp(work.openedAt),
          due: work.deadline.map { times.stamp($0) },
          stageName: words.text("wall-state-\(known.stageName.rawValue)"), tone: Self.tone(of: known.stageName), holder: holder,
          isHeld: known.holder != nil, sheetPath: "/console/wall/work/\(WallPath.part(state.id.text))/\(WallPath.part(task.id.text))",
          assigneePath: WallPath.assignee(of: work.id),
          takeBackWords: words.text("wall-take-back-sure", ["case": state.id.text, "person": holder ?? ""]))
        rows.append((work.queue, row))
      }
      return rows
    }

    private static func tone(of stage: WorkFilter.Stage) -> String {
      switch stage {
      case .waiting: "warn"
      case .offered: "act"
      case .assigned: "good"
      }
    }
  }
}

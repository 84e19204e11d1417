import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

/// How the work stands at this moment: queues, people, open cases.
struct WallNow {
  struct Queue {
    let queueName: String
    let queuePath: String
    let waiting: String
    let offered: String
    let assigned: String
    let available: String
    /// Something waits and nobody who serves it is there.
    let isUnserved: Bool
    /// Of the one that waits longest.
    let oldest: Wait?
  }

  struct Wait {
    let began: PageTimes.Stamp
    let span: String
  }

  struct Person {
    let personName: String
    let status: String
    /// The class of the tag that says it.
    let tone: String
    let holds: String
    /// How much they take at a time, in writing and on the phone.
    let writing: String
    let speaking: String
    let sinceAt: PageTimes.Stamp
    /// Why the desk has set them away; nil for what they said themselves.
    let awayReason: String?
  }

  struct OpenCases {
    let playbookTitle: String
    let casesPath: String
    let openCount: String
  }

  let queues: [Queue]
  let hasQueues: Bool
  let people: [Person]
  let hasPeople: Bool
  let openCases: [OpenCases]
  let hasOpenCases: Bool
  let waitingAll: String
  let assignedAll: String
  let openAll: String
  let approvals: String
  let stuck: String
  /// Whether there is something to see to.
  let hasApprovals: Bool
  let hasStuck: Bool

  /// More cases that are stuck than that aren't counted.
  private static let mostCounted = 100

  init(_ wall: WallConsole, _ request: Request, _ visit: Visit) async throws {
    let (times, words) = (wall.console.times(request, visit), ConsoleWords.of(visit.language))
    let router = wall.work.router
    let figures = try await Problem.telling { try await router.queueFigures() }
    let held = try await Problem.telling { try await router.holdings() }
    let present = try await Problem.telling { try await router.presences() }
    let now = wall.desk.clock.now()
    queues = figures.map { Queue($0, times, words, at: now) }
    hasQueues = !figures.isEmpty
    waitingAll = String(figures.reduce(0) { $0 + $1.waiting + $1.offered })
    assignedAll = String(figures.reduce(0) { $0 + $1.assigned })
    let here = present.filter { $0.status != .offline || held[$0.person] != nil }.sorted { Self.place($0) < Self.place($1) }
    people = here.map { Person($0, holds: held[$0.person] ?? 0, times, words) }
    hasPeople = !here.isEmpty
    let approvalCount = figures.reduce(0) { $0 + $1.approvals }
    approvals = String(approvalCount)
    hasApprovals = approvalCount > 0
    let stuckCount = try await Problem.telling {
      try await wall.desk.ledger.listCases(CaseFilter(onlyIncidents: true, limit: Self.mostCounted)).count
    }
    stuck = stuckCount < Self.mostCounted ? String(stuckCount) : "\(Self.mostCounted - 1)+"
    hasStuck = stuckCount > 0
    let open = try await Self.openCases(of: wall.desk)
    openCases = open.rows
    hasOpenCases = !open.rows.isEmpty
    openAll = String(open.sum)
  }

  /// The most first.
  private static func openCases(of desk: Desk) async throws -> (rows: [OpenCases], sum: Int) {
    guard let store = desk.ledger as? any VersionLedger else { return ([], 0) }
    let counts = try await Problem.telling { try await store.countOpenCases() }
    var plans = WallPlans(desk)
    var rows: [OpenCases] = []
    for (playbook, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let title = await plans.title(of: playbook)
      rows.append(
        OpenCases(playbookTitle: title, casesPath: "/console/cases?phase=open,settling&playbook=\(WallPath.part(playbook))", openCount: String(count)))
    }
    return (rows, counts.values.reduce(0, +))
  }

  /// Those who take work first.
  private static func place(_ presence: Presence) -> (Int, String, String) {
    let rank =
      switch presence.status {
      case .available: 0
      case .busy: 1
      case .away: 2
      case .offline: 3
      }
    return (rank, presence.name, presence.person)
  }
}

extension WallNow.Queue {
  fileprivate init(_ figures: QueueFigures, _ times: PageTimes, _ words: ConsoleWords, at now: Instant) {
    queueName = WallWork.name(ofQueue: figures.queue, words)
    queuePath = "/console/wall/work?queue=\(WallPath.part(figures.queue))"
    waiting = String(figures.waiting)
    offered = String(figures.offered)
    assigned = String(figures.assigned)
    available = String(figures.available)
    isUnserved = figures.available == 0 && figures.waiting > 0
    oldest = figures.oldest.map { WallNow.Wait(began: times.stamp($0), span: times.span(now - $0)) }
  }
}

extension WallNow.Person {
  fileprivate init(_ presence: Presence, holds: Int, _ times: PageTimes, _ words: ConsoleWords) {
    personName = presence.name
    status = words.text("wall-presence-\(presence.status.rawValue)")
    tone = Self.tone(of: presence.status)
    self.holds = String(holds)
    writing = String(presence.capacity(on: .online))
    speaking = String(presence.capacity(on: .phone))
    sinceAt = times.stamp(presence.since)
    awayReason = presence.missed.map { words.text("wall-missed", ["case": $0.caseID.text]) }
  }

  static func tone(of status: Presence.Status) -> String {
    switch status {
    case .available: "good"
    case .busy: "act"
    case .away: "warn"
    case .offline: ""
    }
  }
}

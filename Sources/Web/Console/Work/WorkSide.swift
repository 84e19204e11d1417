import Desk
import Ledger

/// What stands beside the list of work: the queues, and who is here.
struct WorkSide {
  struct Queue {
    let queueName: String
    let queuePath: String
    let isHere: Bool
    let waitingCount: String
    let offeredCount: String
    let assignedCount: String
    let availableText: String
    let oldest: PageTimes.Stamp?
  }

  struct Colleague {
    let colleagueName: String
    let colleagueStatus: String
    let statusStyle: String
    /// For those who lead only.
    let holdsText: String?
  }

  let minePath: String
  let mineCount: String
  let isMineHere: Bool
  let everyPath: String
  let isEveryHere: Bool
  let queues: [Queue]
  let colleagues: [Colleague]
  /// Where both are fetched from when something changes.
  let sidePath: String

  static let sidePage = "/console/work/queues"

  /// - Parameter leads: whether whoever looks may know how much others hold.
  init(_ figures: [QueueFigures], _ presences: [Presence], holdings: [String: Int], of caller: Caller, leads: Bool, _ asked: WorkAsked, _ drawing: WorkDrawing)
  {
    let words = drawing.words
    minePath = ListLink.path(WorkAsked.page, [(name: "mine", value: "true")])
    mineCount = String(holdings[caller.id, default: 0])
    isMineHere = asked.filter.person != nil
    everyPath = WorkAsked.page
    isEveryHere = asked.filter.person == nil && asked.filter.queue == nil
    queues = figures.map { one in
      Queue(
        queueName: drawing.name(ofQueue: one.queue), queuePath: ListLink.path(WorkAsked.page, [(name: "queue", value: one.queue)]),
        isHere: asked.filter.queue == one.queue, waitingCount: String(one.waiting), offeredCount: String(one.offered), assignedCount: String(one.assigned),
        availableText: words.text("work-queue-available", ["count": String(one.available)]), oldest: one.oldest.map(drawing.times.stamp))
    }
    colleagues = presences.filter { $0.status != .offline }.map { presence in
      Colleague(
        colleagueName: presence.name, colleagueStatus: words.text("work-status-\(presence.status.rawValue)"),
        statusStyle: presence.status == .available ? "good" : presence.status == .busy ? "warn" : "",
        holdsText: leads ? words.text("work-holds", ["count": String(holdings[presence.person, default: 0])]) : nil)
    }
    sidePath = asked.address(of: Self.sidePage)
  }
}

/// The filters above the list of work.
struct WorkFilters {
  let queueOptions: [PageOption]
  let stateOptions: [PageOption]
  let playbookOptions: [PageOption]
  let isMine: Bool

  /// - Parameter playbooks: ids and titles.
  init(_ figures: [QueueFigures], playbooks: [(id: String, title: String)], _ asked: WorkAsked, _ drawing: WorkDrawing) {
    let filter = asked.filter
    queueOptions = figures.map { PageOption(optionValue: $0.queue, optionName: drawing.name(ofQueue: $0.queue), isChosen: $0.queue == filter.queue) }
    stateOptions = WorkFilter.Stage.allCases.map {
      PageOption(optionValue: $0.rawValue, optionName: drawing.words.text("work-stage-\($0.rawValue)"), isChosen: $0 == filter.stage)
    }
    playbookOptions = playbooks.map { PageOption(optionValue: $0.id, optionName: $0.title, isChosen: $0.id == filter.playbook) }
    isMine = filter.person != nil
  }
}

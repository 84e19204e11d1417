import Playbook

/// Open work in the order in which it is shown, kept so that a page of it, a place and a count are found however much there is.
///
///     queue  → its lines (stage, playbook, approval or not) → by urgency
///            → all that waits → by urgency, for places
///            → all that nobody holds → by when it was opened
///     person → what they hold and are offered → by urgency
struct WorkOrder: Sendable {
  /// What is asked for together. Each piece of work stands in one line of its queue.
  struct Line: Hashable {
    let stage: WorkFilter.Stage
    let playbook: String
    let isApproval: Bool
  }

  struct Queue: Sendable {
    fileprivate var lines: [Line: SortedChunks<Work.Urgency>] = [:]
    fileprivate var waiting = SortedChunks<Work.Urgency>()
    /// Of what nobody holds.
    fileprivate var openings = SortedChunks<Instant>()
  }

  /// Where a piece of work stands.
  fileprivate struct Spot: Hashable {
    let queue: String
    let line: Line
    let person: String?
    let urgency: Work.Urgency

    init(_ known: WorkStanding) {
      queue = known.work.queue
      line = Line(stage: known.stageName, playbook: known.work.playbook, isApproval: known.work.isApproval)
      person = known.hand?.person
      urgency = known.work.urgency
    }
  }

  /// Those in which something stands, by name.
  private(set) var queues: [String: Queue] = [:]
  private var byPerson: [String: SortedChunks<Work.Urgency>] = [:]

  /// - Parameters:
  ///   - old: how a piece of work stood; nil when it wasn't there.
  ///   - new: how it stands from now on; nil when it is gone.
  mutating func move(from old: WorkStanding?, to new: WorkStanding?) {
    let (left, taken) = (old.map { Spot($0) }, new.map { Spot($0) })
    guard left != taken else { return }
    if let left { leave(left) }
    if let taken { take(taken) }
  }

  private mutating func take(_ spot: Spot) {
    queues[spot.queue, default: Queue()].take(spot)
    if let person = spot.person { byPerson[person, default: SortedChunks()].insert(spot.urgency) }
  }

  private mutating func leave(_ spot: Spot) {
    queues[spot.queue]?.leave(spot)
    if queues[spot.queue]?.lines.isEmpty == true { queues[spot.queue] = nil }
    guard let person = spot.person else { return }
    byPerson[person]?.remove(spot.urgency)
    if byPerson[person]?.isEmpty == true { byPerson[person] = nil }
  }

  /// What the filter may match, each in order: nothing in these is passed over, unless a person is asked for besides.
  func lists(for filter: WorkFilter) -> [SortedChunks<Work.Urgency>] {
    if let person = filter.person { return byPerson[person].map { [$0] } ?? [] }
    var found: [SortedChunks<Work.Urgency>] = []
    for (name, queue) in queues where filter.mayMatch(queue: name) {
      for (line, urgencies) in queue.lines where filter.mayMatch(line) { found.append(urgencies) }
    }
    return found
  }

  /// From 1: how soon work that waits is offered, among what waits in its queue; nil when nothing stands in its queue.
  func place(of work: Work) -> Int? { queues[work.queue].map { $0.waiting.rank(of: work.urgency) + 1 } }
}

extension WorkOrder.Queue {
  fileprivate mutating func take(_ spot: WorkOrder.Spot) {
    lines[spot.line, default: SortedChunks()].insert(spot.urgency)
    if spot.line.stage == .waiting { waiting.insert(spot.urgency) }
    if spot.line.stage != .assigned { openings.insert(spot.urgency.openedAt) }
  }

  fileprivate mutating func leave(_ spot: WorkOrder.Spot) {
    lines[spot.line]?.remove(spot.urgency)
    if lines[spot.line]?.isEmpty == true { lines[spot.line] = nil }
    if spot.line.stage == .waiting { waiting.remove(spot.urgency) }
    if spot.line.stage != .assigned { openings.remove(spot.urgency.openedAt) }
  }

  /// Without the people who serve it: they aren't known here.
  func figures(named name: String) -> QueueFigures {
    var figures = QueueFigures(queue: name)
    for (line, urgencies) in lines {
      switch line.stage {
      case .waiting: figures.waiting += urgencies.count
      case .offered: figures.offered += urgencies.count
      case .assigned: figures.assigned += urgencies.count
      }
      if line.isApproval { figures.approvals += urgencies.count }
    }
    figures.oldest = openings.first
    return figures
  }
}

extension WorkFilter {
  fileprivate func mayMatch(queue name: String) -> Bool { (queue.map { $0 == name } ?? true) && (queues?.contains(name) ?? true) }

  fileprivate func mayMatch(_ line: WorkOrder.Line) -> Bool {
    guard line.isApproval ? !withoutApprovals : !onlyApprovals else { return false }
    return (stage.map { $0 == line.stage } ?? true) && (playbook.map { $0 == line.playbook } ?? true)
  }
}

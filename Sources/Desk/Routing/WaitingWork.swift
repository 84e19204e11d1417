import HeapModule
import Ledger
import Playbook

/// Work that nobody holds, so that what is most urgent and what comes due first is at hand however much waits.
///
/// Nothing is looked for in it and nothing is taken out from between: what no longer holds is passed over when it comes up, and all is made anew when most of it no longer holds.
struct WaitingWork {
  /// Work that the same people may do.
  struct Kind: Hashable {
    let queue: String
    let playbook: String
    let channel: ChannelName
    /// How many teams it has come to.
    let ways: Int
  }

  /// When work comes to its next team.
  private struct Moment: Comparable {
    let at: Instant
    let id: WorkID
    let since: Instant

    static func < (left: Moment, right: Moment) -> Bool { (left.at, left.id, left.since) < (right.at, right.id, right.since) }
  }

  private var byKind: [Kind: Heap<Work.Urgency>] = [:]
  private var moments = Heap<Moment>()
  /// How many there are by kind, those included that no longer hold.
  private var queued = 0

  /// Whether most of it no longer holds. - Parameter standing: how much work there is.
  func isOvergrown(for standing: Int) -> Bool { max(queued, moments.count) > 2 * standing + 1_024 }

  mutating func add(_ urgency: Work.Urgency, _ kind: Kind) {
    byKind[kind, default: Heap()].insert(urgency)
    queued += 1
  }

  /// Takes out the most urgent work for which somebody may have room.
  /// - Parameters:
  ///   - hopeless: kinds that aren't looked at.
  ///   - holds: whether work still waits with this urgency, as one of this kind.
  mutating func next(except hopeless: Set<Kind>, where holds: (Work.Urgency, Kind) -> Bool) -> (Work.Urgency, Kind)? {
    var best: (urgency: Work.Urgency, kind: Kind)?
    for kind in byKind.keys where !hopeless.contains(kind) {
      while let top = byKind[kind]?.min, !holds(top, kind) { remove(kind) }
      guard let top = byKind[kind]?.min else {
        byKind[kind] = nil
        continue
      }
      if best.map({ top < $0.urgency }) ?? true { best = (top, kind) }
    }
    if let best { remove(best.kind) }
    return best
  }

  private mutating func remove(_ kind: Kind) {
    _ = byKind[kind]?.popMin()
    queued -= 1
  }

  // MARK: moments

  /// - Parameter since: when it began to wait: the moment holds as long as that is true.
  mutating func expect(_ id: WorkID, waitingSince since: Instant, at moment: Instant) { moments.insert(Moment(at: moment, id: id, since: since)) }

  /// Takes out the work whose moment has come.
  mutating func due(at now: Instant) -> [WorkID] {
    var due: [WorkID] = []
    while let first = moments.min, first.at <= now { due.append(moments.removeMin().id) }
    return due
  }

  /// Moments that no longer hold go, as far as they are first.
  mutating func dropFirstMoments(where isOver: (WorkID, Instant) -> Bool) {
    while let first = moments.min, isOver(first.id, first.since) { moments.removeMin() }
  }

  var firstMoment: Instant? { moments.min?.at }
}

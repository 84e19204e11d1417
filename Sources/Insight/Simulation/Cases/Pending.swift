import Casework
import Playbook

/// Something that will come to a case from outside, unless the case withdraws it before.
struct Pending {
  enum Content {
    case timer(TimerID, CaseTimer.Purpose)
    case report(EffectKey, EffectReport)
    case task(TaskID, choice: String, kind: WorkKind, role: Int)
    case promise(PromiseID, by: NamedEvent.ID?)
    case repair
    /// Something happens outside; which, is drawn then.
    case event
  }

  /// Milliseconds.
  let at: Int64
  /// How long a person will have worked on it, in milliseconds; 0 when nobody does.
  let work: Int64
  let content: Content
}

/// What a case waits for. There are never many, so a plain list is the fastest.
struct Agenda {
  private var list: [Pending] = []

  mutating func add(_ pending: Pending) { list.append(pending) }

  /// The next to come; of those at the same moment the one that was planned first.
  mutating func next() -> Pending? {
    guard var first = list.indices.first else { return nil }
    for index in list.indices.dropFirst() where list[index].at < list[first].at { first = index }
    return list.remove(at: first)
  }

  mutating func remove(where isMeant: (Pending.Content) -> Bool) {
    if let index = list.firstIndex(where: { isMeant($0.content) }) { list.remove(at: index) }
  }

  mutating func removeAll() { list.removeAll(keepingCapacity: true) }
}

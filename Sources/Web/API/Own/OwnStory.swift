import Desk
import Casework
import Playbook

/// What happened in a case, as far as it is for a party to know.
extension OwnCase {
  /// A line of what was done.
  struct Line: Sendable {
    let at: Instant
    let what: What
  }

  /// A closed list: what isn't in it isn't told.
  enum What: Hashable, Sendable {
    case opened
    /// A person at the desk was asked to look at it.
    case withAgent
    case promised(String, due: Instant)
    case kept(String)
    /// A promise wasn't kept in time.
    case late(String)
    /// So many files of this party's were taken.
    case filesTaken(Int)
    /// Money that went to this party: the action, and how it ended.
    case paid(String)
    case closed
  }

  /// Oldest first. Of what was before the party became who it is now, only that there is a case.
  var story: [Line] {
    var lines: [Line] = []
    var promises: [PromiseID: Promise] = [:]
    var planned: [EffectKey: Effect] = [:]
    var wasSeen = false
    for event in file.events {
      let isOwn = event.sequence > beginning
      func tell(_ what: What) { if isOwn || what == .opened { lines.append(Line(at: event.at, what: what)) } }
      switch event.kind {
      case .opened: tell(.opened)
      case .taskOpened:
        if !wasSeen { tell(.withAgent) }
        wasSeen = wasSeen || isOwn
      case .promised(let promise):
        promises[promise.id] = promise
        if isTold(promise) { tell(.promised(promise.text, due: promise.due)) }
      case .promiseSettled(let settled):
        guard let promise = promises[settled.promise], isTold(promise) else { break }
        tell(settled.wasKept ? .kept(promise.text) : .late(promise.text))
      case .effectPlanned(let effect): planned[effect.key] = effect
      case .effectEnded(let ended): if let words = planned[ended.key].flatMap({ paid($0, ended) }) { tell(.paid(words)) }
      case .evidenceAdded(let added):
        guard isOwn, added.evidence.party == party else { break }
        // Several in a row are one line.
        if case .filesTaken(let count)? = lines.last?.what {
          lines.removeLast()
          tell(.filesTaken(count + 1))
        } else {
          tell(.filesTaken(1))
        }
      case .closed: tell(.closed)
      default: break
      }
    }
    return lines
  }

  /// What is still promised, the first that is due first.
  var promises: [Promise] { state.promises.values.filter(isTold).sorted { ($0.due, $0.id) < ($1.due, $1.id) } }

  private func isTold(_ promise: Promise) -> Bool { promise.isTold(to: party) }

  private func paid(_ effect: Effect, _ ended: EffectEnded) -> String? {
    guard let action = effect.action.flatMap(plan.action), action.kind == .money, effect.party == party,
      let outcome = action.outcomes.first(where: { $0.id == ended.outcome }), !outcome.isFailure
    else { return nil }
    return "\(action.name) · \(outcome.name)"
  }
}

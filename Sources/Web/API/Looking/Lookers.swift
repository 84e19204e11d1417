import Casework
import Ledger
import Playbook
import Synchronization

/// Who looks at which case now, as far as this server knows. Nothing of it is kept: whoever hasn't said so again for a while is gone.
final class Lookers: Sendable {
  /// Pages say so every twenty seconds.
  static let stays = TimeAmount(seconds: 45)
  /// More cases than are looked at together: those that nobody looks at any more are forgotten.
  private static let mostCases = 1_000

  struct Looker: Hashable, Sendable {
    let name: String
    /// The role's word.
    let role: String
    let since: Instant
    fileprivate var last: Instant
  }

  private let seen = Mutex<[CaseID: [String: Looker]]>([:])

  /// Somebody looks at a case.
  /// - Returns: the others who do, first whoever came first.
  func look(_ caller: Caller, at id: CaseID, _ now: Instant) -> [Looker] {
    seen.withLock { seen in
      if seen.count > Self.mostCases { seen = seen.compactMapValues { Self.present($0, now) } }
      var here = Self.present(seen[id] ?? [:], now) ?? [:]
      let since = here[caller.id]?.since ?? now
      here[caller.id] = Looker(name: caller.name, role: caller.role.rawValue, since: since, last: now)
      seen[id] = here
      return here.filter { $0.key != caller.id }.values.sorted { ($0.since, $0.name) < ($1.since, $1.name) }
    }
  }

  /// Nil when nobody is left.
  private static func present(_ lookers: [String: Looker], _ now: Instant) -> [String: Looker]? {
    let left = lookers.filter { now < $0.value.last + stays }
    return left.isEmpty ? nil : left
  }
}

import Casework
import Desk
import Hummingbird
import Playbook

/// Somebody has a case open, and is told who else has: so that two don't work on it without knowing.
struct Looking: Sendable {
  let desk: Desk
  let lookers: Lookers

  private struct One: Encodable {
    let name: String
    let role: String
    let since: String
  }

  /// To be said again before three quarters of a minute are over.
  func look(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    try Query.isEmpty(request)
    let state = try await desk.state(of: visit.caseID)
    let others = lookers.look(caller, at: state.id, WallClock().now())
    return try JSONBody.answer(ItemList(items: others.map { One(name: $0.name, role: $0.role, since: $0.since.rfc3339) }))
  }
}

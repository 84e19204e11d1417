import Desk
import Ledger

/// The people of a page: what they are called, who is there, and who may be given work.
struct WallPeople: Sendable {
  /// Those who log in and may be given tasks, by log-in name in order.
  let workers: [DeskAccount]
  /// Whoever has ever said whether they are there, by person in order.
  let presences: [Presence]
  private let names: [String: String]

  init(_ door: WorkDoor) async throws {
    let kept = try await Problem.telling { try await door.people.listAccounts() }
    presences = try await Problem.telling { try await door.router.presences() }
    workers = kept.map(\.account).filter { $0.disabledAt == nil && Right.of($0.role).contains(.doWork) }
    let present = presences.map { ($0.person, $0.name) }
    names = Dictionary(kept.map { (PersonName.id($0.account.id), $0.account.name) } + present) { first, _ in first }
  }

  /// - Parameter person: as callers are told apart: `account:li`.
  func name(_ person: String) -> String { names[person] ?? PersonName.text(person) }
}

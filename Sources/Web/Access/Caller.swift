import Casework
import Ledger

/// Who asks, as the door found out.
struct Caller: Hashable, Sendable {
  /// Tells callers apart, over all kinds: `token:abcd…`.
  let id: String
  /// What people call them.
  let name: String
  let role: Role
  /// Who that is among the parties of cases, by the platform's name: for merchants, riders and customers, who see their own only.
  var person: PersonID?

  /// As cases know whoever sent a signal.
  var sender: Sender { role == .integration ? .platform : .person(name: name, role: role.rawValue) }

  /// As facts name their sources.
  var source: String { role == .integration ? "platform" : "\(role.rawValue) \(name)" }

  /// - Throws: `Problem` `.forbidden`.
  func mustHave(_ right: Right) throws(Problem) {
    guard Right.of(role).contains(right) else { throw .forbidden(right, role) }
  }
}

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
  /// What somebody who has come by a link is bound to; nil for whoever has come otherwise.
  var bound: Bound?

  /// Where a link leads, and whoever has come by it stays.
  enum Bound: Hashable, Sendable {
    case ofCase(CaseID)
    /// To register by the form of a playbook, as this person, where the link says who.
    case registration(playbook: String, person: PersonID?)
  }

  /// The one case that they see who have come by a link; nil for others, and for links that lead to none.
  var onlyCase: CaseID? {
    guard case .ofCase(let id)? = bound else { return nil }
    return id
  }

  /// Whether they are a party of cases, and no part of the desk.
  var isParty: Bool { Right.of(role).contains(.seeOwn) }

  /// As cases know whoever sent a signal.
  var sender: Sender { role == .integration ? .platform : .person(name: name, role: role.rawValue) }

  /// As facts name their sources.
  var source: String { role == .integration ? "platform" : "\(role.rawValue) \(name)" }

  /// - Throws: `Problem` `.forbidden`.
  func mustHave(_ right: Right) throws(Problem) {
    guard Right.of(role).contains(right) else { throw .forbidden(right, role) }
  }
}

import Casework
import Ledger
import Playbook

/// What a link lets its holder do: see and answer what is a party's in one case, or register by the form of one playbook.
struct PartyLink: Hashable, Sendable {
  /// What it leads to.
  enum Place: Hashable, Sendable {
    /// With the generation of the case's links that it was made under.
    case ofCase(CaseID, generation: Int)
    case registration(playbook: String)
  }

  /// Who may come by a link.
  static let roles: [Role] = [.customer, .merchant, .rider]
  static let usualDays = 7
  static let mostDays = 30

  let place: Place
  let role: Role
  /// Who that is over all cases; nil where the platform hadn't said when the link was made.
  let person: PersonID?
  /// To a second, as a JWT says it.
  let expiresAt: Instant

  /// - Parameter days: for how long it is good, from now on.
  init(to place: Place, as role: Role, person: PersonID?, days: Int, at now: Instant) {
    self.init(to: place, as: role, person: person, until: Instant(milliseconds: now.milliseconds / 1_000 * 1_000) + .hours(Int64(days) * 24))
  }

  init(to place: Place, as role: Role, person: PersonID?, until end: Instant) {
    self.place = place
    self.role = role
    self.person = person
    expiresAt = end
  }
}

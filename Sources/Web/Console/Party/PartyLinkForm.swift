import Casework
import Ledger
import Playbook

/// What `parts/party-link` shows beside a case: the parties that a link can be made for. A page hands it on as `partyLink`, and takes the script
/// `party-link.js`.
struct PartyLinkForm {
  struct Choice {
    let id: String
    let name: String
  }

  let caseID: String
  let parties: [Choice]
  /// Whether a link can be put into a message.
  let canSay: Bool

  /// - Returns: nil for whoever may make none, and where the playbook has no such party.
  init?(_ state: Case, _ plan: Plan, for caller: Caller) {
    let parties = PartyLink.roles.compactMap { plan.party($0.rawValue) }.map { Choice(id: $0.id, name: $0.name) }
    guard Right.of(caller.role).contains(.makeLinks), !parties.isEmpty else { return nil }
    caseID = state.id.text
    self.parties = parties
    canSay = state.phase != .closed && Right.of(caller.role).contains(.workCases)
  }
}

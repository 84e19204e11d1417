import Casework
import Desk
import Playbook

/// Somebody that the case deals with.
struct AsideParty {
  struct Agreement {
    let scope: String
    /// Given or taken back, in a word.
    let standing: String
    let tone: String
    let validUntil: PageTimes.Stamp?
  }

  let name: String
  /// Who that is over all cases, by the platform's name; empty while nobody has said.
  let person: String
  let hasPerson: Bool
  let agreements: [Agreement]
  /// When they got in touch last.
  let lastHeard: PageTimes.Stamp?

  /// Those of whom anything is known, in the playbook's order.
  static func all(_ look: AsideLook) -> [AsideParty] {
    let state = look.state
    return look.plan.vocabulary.parties.compactMap { party in
      let consents = state.consents.values.filter { $0.party == party.id }.sorted { $0.scope < $1.scope }
      let (person, last) = (state.persons[party.id], state.lastWord[party.id])
      guard person != nil || last != nil || !consents.isEmpty else { return nil }
      return AsideParty(
        name: party.name, person: look.shown(person?.text ?? ""), hasPerson: person != nil, agreements: consents.map { agreement($0, look) },
        lastHeard: last.flatMap(look.event).map { look.stamp($0.at) })
    }
  }

  private static func agreement(_ consent: Consented, _ look: AsideLook) -> Agreement {
    let hasEnded = consent.until.map { $0 <= look.times.now } ?? false
    let standing = !consent.isGiven ? "withdrawn" : hasEnded ? "over" : "given"
    return Agreement(
      scope: consent.scope, standing: look.words.text("aside-consent-\(standing)"), tone: standing == "given" ? "good" : "warn",
      validUntil: consent.isGiven ? consent.until.map(look.stamp) : nil)
  }
}

import Casework
import Desk
import Playbook

/// What the case has in registers besides promises and money: negotiations and callbacks, follow-ups, what parties were asked to do.
struct AsideEntry {
  /// Entries are worked out from the first event on. For a case as long as this they are looked up in the registers themselves.
  private static let longestCase = 2_000

  let name: String
  let party: String
  let hasParty: Bool
  let standing: String
  let isOpen: Bool
  let until: PageTimes.Stamp?

  /// The newest first.
  static func all(_ look: AsideLook) -> [AsideEntry] {
    guard look.file.events.count <= longestCase else { return [] }
    return RegisterFold.entries(of: look.state.id, look.file.events, look.plan).reversed().compactMap { AsideEntry($0, look) }
  }

  private init?(_ entry: RegisterEntry, _ look: AsideLook) {
    let retelling = look.retelling
    var standing = entry.isOpen ? look.words.text("aside-entry-open") : look.words.text("aside-entry-ended")
    switch entry.content {
    case .declared(let register):
      name = register.name
      if let fact = register.state, let value = entry.facts[fact]?.value { standing = retelling.value(value, of: fact) }
    case .followUp(let id):
      let followUp = look.plan.followUp(id)
      name = followUp?.name ?? id
      if let end = followUp?.outcomes.first(where: { $0.id == entry.state }) { standing = end.name }
    case .errand(let effect):
      name = effect.action.map(retelling.name(ofAction:)) ?? ""
      if !entry.isOpen { standing = retelling.name(ofOutcome: entry.state, of: effect) }
    // What else there is has its own place on the page.
    default: return nil
    }
    party = retelling.name(ofParty: entry.party)
    hasParty = entry.party != nil
    self.standing = look.shown(standing)
    isOpen = entry.isOpen
    until = entry.isOpen ? entry.due.map(look.stamp) : nil
  }
}

import Casework
import Desk
import Ledger
import Playbook

/// Another case: one that belongs to this one, or is about the same order.
struct AsideCase {
  private static let mostLinks = 30

  let id: String
  let page: String
  /// What it is to this one, or the playbook it runs.
  let about: String
  /// Where it stands; empty where that isn't known.
  let standing: String
  let isOpen: Bool
  let opened: PageTimes.Stamp?

  /// The newest first.
  static func linked(_ look: AsideLook) -> [AsideCase] {
    look.state.links.suffix(mostLinks).reversed().map { link in
      AsideCase(
        id: link.other.text, page: CaseLinks(link.other).page, about: look.words.text("aside-link-\(link.relation.rawValue)"), standing: "", isOpen: false,
        opened: nil)
    }
  }

  /// - Parameter tellsSubject: whether they are about different matters.
  static func others(_ found: [OtherCase], tellsSubject: Bool = false, _ look: AsideLook) -> [AsideCase] {
    found.map { one in
      AsideCase(
        id: one.summary.id.text, page: CaseLinks(one.summary.id).page,
        about: one.playbook + (tellsSubject ? " · " + look.shown(one.summary.subject) : ""),
        standing: look.words.text("aside-phase-\(one.summary.phase.rawValue)"), isOpen: one.summary.phase != .closed, opened: look.stamp(one.summary.openedAt))
    }
  }
}

/// What somebody was in before.
struct AsideCasesOfPerson {
  let heading: String
  let cases: [AsideCase]

  static func all(_ found: [CasesOfPerson], _ look: AsideLook) -> [AsideCasesOfPerson] {
    found.map { one in
      AsideCasesOfPerson(
        heading: look.words.text("aside-others-person", ["party": one.party.name, "person": look.shown(one.person.text)]),
        cases: AsideCase.others(one.cases, tellsSubject: true, look))
    }
  }
}

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

  static func others(_ found: [(summary: CaseSummary, playbook: String)], _ look: AsideLook) -> [AsideCase] {
    found.map { one in
      AsideCase(
        id: one.summary.id.text, page: CaseLinks(one.summary.id).page, about: one.playbook,
        standing: look.words.text("aside-phase-\(one.summary.phase.rawValue)"), isOpen: one.summary.phase != .closed, opened: look.stamp(one.summary.openedAt))
    }
  }
}

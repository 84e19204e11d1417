import Ledger
import Playbook

/// What stands above every page of a playbook: its name, and the way to what else can be seen of it.
struct PlaybookHead {
  struct Tab {
    let path: String
    let label: String
    let isHere: Bool
  }

  struct Link {
    let path: String
  }

  let heading: String
  let playbookID: String
  let owner: String
  let shortVersion: String
  let isOff: Bool
  /// To the version that cases start under now, on the pages of an older one.
  let newer: [Link]
  /// For whoever writes playbooks.
  let editor: [Link]
  let tabs: [Tab]

  init(_ chosen: ChosenPlaybook, _ here: PlaybookTab, _ visit: Visit) {
    let plan = chosen.plan
    let words = ConsoleWords.of(visit.language)
    heading = plan.title
    playbookID = plan.id
    owner = plan.owner ?? words.text("playbooks-no-owner")
    shortVersion = plan.shortVersion
    isOff = !plan.isEnabled
    newer = chosen.isCurrent ? [] : [Link(path: PlaybookPath.page(plan.id, here))]
    editor = visit.caller?.role == .author ? [Link(path: PlaybookPath.editor(plan.id))] : []
    let version = chosen.isCurrent ? nil : plan.version
    tabs = PlaybookTab.allCases.map { tab in
      Tab(
        path: PlaybookPath.page(plan.id, tab, version: tab.isOfOneVersion ? version : nil), label: words.text("playbooks-tab-\(tab.rawValue)"),
        isHere: tab == here)
    }
  }
}

/// The version of a playbook that a page is about.
struct ChosenPlaybook {
  let plan: Plan
  /// Whether cases start under it now.
  let isCurrent: Bool
}

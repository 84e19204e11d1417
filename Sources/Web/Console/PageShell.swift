import Ledger

/// What stands around a page's content: who is here, and where they may go.
struct PageShell {
  struct Place {
    let path: String
    let label: String
    let icon: String
    let isHere: Bool
    /// Typed after `g`.
    let key: String
    /// Whether it shows how much waits for the reader there.
    let counts: Bool
    /// Who that is, as callers are told apart: pages of one browser may be those of several people, one after the other.
    let countsFor: String
  }

  /// Nil for somebody who hasn't logged in.
  let person: Person?
  let places: [Place]
  /// Whether they may look for cases.
  let searches: Bool
  /// Whether work is given and offered to them.
  let works: Bool
  /// Whether they may look for playbooks.
  let seesPlaybooks: Bool

  struct Person {
    /// As callers are told apart: `account:li`.
    let id: String
    let name: String
    let role: String
    /// The first character of the name, for its badge.
    let initial: String
  }

  init(_ caller: Caller?, path: String, _ words: ConsoleWords) {
    guard let caller else {
      person = nil
      places = []
      searches = false
      works = false
      seesPlaybooks = false
      return
    }
    person = Person(id: caller.id, name: caller.name, role: words.text("role-\(caller.role.rawValue)"), initial: String(caller.name.prefix(1)))
    let rights = Right.of(caller.role)
    searches = rights.contains(.seeCases)
    // Who may do work without seeing cases couldn't be told of it.
    let works = rights.contains(.doWork) && rights.contains(.seeCases)
    self.works = works
    seesPlaybooks = rights.contains(.seePlaybooks)
    places = ConsolePlace.all.filter { place in place.right.map { rights.contains($0) } ?? true }.map { place in
      Place(
        path: place.path, label: words.text("nav-\(place.name)"), icon: place.icon, isHere: path == place.path || path.hasPrefix(place.path + "/"),
        key: place.key, counts: works && place.right == .doWork, countsFor: caller.id)
    }
  }
}

/// The places of the console, in the order of the navigation.
struct ConsolePlace {
  let name: String
  let path: String
  let icon: String
  /// Whoever may do this sees the place; nil for everybody who has come in.
  let right: Right?
  let key: String

  static let all = [
    ConsolePlace(name: "work", path: "/console/work", icon: "☰", right: .doWork, key: "w"),
    ConsolePlace(name: "cases", path: "/console/cases", icon: "▤", right: .seeCases, key: "c"),
    ConsolePlace(name: "wall", path: "/console/wall", icon: "◫", right: .leadWork, key: "b"),
    ConsolePlace(name: "approvals", path: "/console/approvals", icon: "✓", right: .workCases, key: "v"),
    ConsolePlace(name: "incidents", path: "/console/incidents", icon: "△", right: .repairCases, key: "i"),
    ConsolePlace(name: "figures", path: "/console/figures", icon: "◔", right: .seeFigures, key: "f"),
    ConsolePlace(name: "playbooks", path: "/console/playbooks", icon: "¶", right: .seePlaybooks, key: "p"),
    ConsolePlace(name: "studio", path: "/console/studio", icon: "✎", right: .studyPlaybooks, key: "e"),
    ConsolePlace(name: "proposals", path: "/console/proposals", icon: "⇧", right: .studyPlaybooks, key: "n"),
    ConsolePlace(name: "calendars", path: "/console/calendars", icon: "▦", right: .seePlaybooks, key: "d"),
    ConsolePlace(name: "accounts", path: "/console/accounts", icon: "◉", right: .manageAccounts, key: "a"),
    ConsolePlace(name: "tokens", path: "/console/tokens", icon: "⚷", right: .manageAccounts, key: "k"),
    ConsolePlace(name: "teams", path: "/console/teams", icon: "⚑", right: .manageTeams, key: "t"),
    ConsolePlace(name: "webhooks", path: "/console/webhooks", icon: "⇄", right: .manageWebhooks, key: "h"),
    ConsolePlace(name: "privacy", path: "/console/privacy", icon: "◌", right: .managePrivacy, key: "y"),
    ConsolePlace(name: "audit", path: "/console/audit", icon: "≣", right: .seeAudit, key: "l"),
    ConsolePlace(name: "about", path: "/console/about", icon: "ⓘ", right: nil, key: "o"),
  ]

  /// Where somebody of this role begins; nil for those who have no place here.
  static func first(of role: Role) -> String? {
    let rights = Right.of(role)
    if rights.contains(.leadWork) { return "/console/wall" }
    return all.first { place in place.right.map { rights.contains($0) } ?? false }?.path
  }
}

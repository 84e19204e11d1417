import Ledger
import Playbook

/// An option of a list to choose from.
struct AdminChoice {
  let value: String
  let label: String
  let isChosen: Bool

  /// Roles to choose from, in the order of the work.
  static func roles(_ roles: [Role] = Role.allCases, chosen: Role?, _ words: ConsoleWords) -> [AdminChoice] {
    roles.map { AdminChoice(value: $0.rawValue, label: words.text("role-\($0.rawValue)"), isChosen: $0 == chosen) }
  }
}

/// A short word about how something stands.
struct AdminMark {
  let mark: String
  /// As the style calls it: `good`, `warn`, `bad`, `act`; empty for plain.
  let kind: String
}

extension Role {
  /// What a person may be: programs have tokens.
  static var ofPeople: [Role] { allCases.filter { $0 != .integration } }
}

/// An entry of the audit, in words.
struct AuditLine {
  let number: String
  let at: PageTimes.Stamp
  /// What they are called; the id where nobody is called so.
  let who: String
  /// Behind a name; nil where there is none.
  let whoID: String?
  /// All that they did.
  let whoPath: String
  let what: String
  let about: String
  let aboutID: String?
  /// All that was done to it.
  let aboutPath: String
  let detail: String
  /// The beginning of its seal.
  let seal: String

  init(_ entry: AuditEntry, _ people: PeopleNames, _ words: ConsoleWords, _ times: PageTimes) {
    number = String(entry.number)
    at = times.stamp(entry.note.at)
    let (doer, thing) = (people.name(ofCaller: entry.note.who), people.name(ofCaller: entry.note.about))
    who = doer ?? entry.note.who
    whoID = doer == nil ? nil : entry.note.who
    whoPath = AdminQuery.path("/console/audit", ["who": entry.note.who])
    what = words.text("audit-what-\(entry.note.what.rawValue)")
    about = thing ?? entry.note.about
    aboutID = thing == nil ? nil : entry.note.about
    aboutPath = AdminQuery.path("/console/audit", ["about": entry.note.about])
    detail = AuditDetail.text(of: entry.note, words, people)
    seal = String(Hexadecimal.text(entry.digest).prefix(12))
  }
}

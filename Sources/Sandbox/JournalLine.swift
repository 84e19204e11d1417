import Channels

/// One line of the sandbox's journal: `{"kind":"carried","name":"…","outcome":"done"}`.
struct JournalLine: Codable, Hashable, Sendable {
  enum Kind: String, Codable, Sendable {
    case carried, acknowledged
    case repeated = "repeat"
  }

  let kind: Kind
  /// The errand's key, or the signal's id.
  let name: String
  var caseID: String?
  var subject: String?
  var what: String?
  var outcome: String?
  var facts: [String: String]?
  /// Facts that can't be known.
  var unknown: [String]?
  var detail: String?

  private enum CodingKeys: String, CodingKey {
    case kind, name, subject, what, outcome, facts, unknown, detail
    case caseID = "case"
  }

  init(kind: Kind, name: String, caseID: String? = nil) {
    self.kind = kind
    self.name = name
    self.caseID = caseID
  }

  init(_ errand: Errand, report: ErrandReport) {
    self.init(kind: .carried, name: errand.key)
    subject = errand.subject
    what = errand.action ?? errand.kind.rawValue
    outcome = report.outcome
    facts = report.facts.isEmpty ? nil : report.facts.compactMapValues { $0 }
    let nobodySays = report.facts.filter { $0.value == nil }.keys.sorted()
    unknown = nobodySays.isEmpty ? nil : nobodySays
    detail = report.detail
  }

  var report: ErrandReport {
    var all: [String: String?] = (facts ?? [:]).mapValues { $0 }
    for fact in unknown ?? [] { all.updateValue(nil, forKey: fact) }
    return ErrandReport(outcome: outcome ?? "", facts: all, detail: detail)
  }
}

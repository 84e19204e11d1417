import Casework
import Ledger

/// A page of a list of cases.
struct CasePage: Encodable {
  struct Row: Encodable {
    let id: String
    let playbook: String
    let version: String
    let subject: String
    let phase: String
    let incident: Bool
    let openTasks: Int
    let openedAt: String
    let changedAt: String
  }

  let items: [Row]
  /// The cursor of the next page; left out when this is the last one.
  let next: String?

  init(_ cases: [CaseSummary], limit: Int) {
    items = cases.map {
      Row(
        id: $0.id.text, playbook: $0.playbook, version: $0.version, subject: $0.subject, phase: $0.phase.rawValue, incident: $0.hasIncident,
        openTasks: $0.openTasks, openedAt: $0.openedAt.rfc3339, changedAt: $0.changedAt.rfc3339)
    }
    next = cases.count == limit ? cases.last?.id.text : nil
  }
}

/// A list without pages.
struct ItemList<Item: Encodable>: Encodable { let items: [Item] }

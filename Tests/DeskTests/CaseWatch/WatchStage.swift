import Casework
import Channels
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Testing

@testable import Desk

/// A desk that watches over many cases, with playbooks from texts or from the shipped ones.
struct WatchStage {
  let ledger: any Ledger
  let store: any WatchLedger
  let clock: ManualClock
  let desk: Desk

  init(_ kind: LedgerKind = .memory) throws { try self.init(on: kind.makeLedger(), ManualClock()) }

  /// Another desk on a ledger that is there.
  init(on ledger: any Ledger, _ clock: ManualClock) throws {
    self.ledger = ledger
    self.clock = clock
    store = try #require(ledger as? any WatchLedger)
    desk = Desk(name: "desk-1", ledger: ledger, connectors: Connectors(default: ScriptedConnector()), clock: clock)
  }

  var watch: CaseWatch {
    get throws { try #require(desk.caseWatch) }
  }

  /// Counts and carries out all there is.
  func catchUp() async throws { _ = try await watch.catchUp() }

  @discardableResult
  func publish(_ text: String, path: String = "a.md") async throws -> Plan {
    try await desk.shelf.publish([SourceText(path: path, text: text)], at: clock.now()).plan
  }

  /// Publishes shipped playbooks of the takeaway platform.
  func publishShipped(_ names: String...) async throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..").standardized.path
    for name in names {
      let files = try PlaybookFiles(at: "\(root)/Playbooks/food-delivery/\(name).md")
      let plan = files.compilation.plan
      try await ledger.putPlaybook(
        PublishedPlaybook(id: plan.id, version: plan.version, title: plan.title, publishedAt: clock.now(), sources: files.sources))
    }
  }

  @discardableResult
  func open(_ playbook: String, _ subject: String, _ facts: [String: String?]) async throws -> CaseID {
    let plan = try await desk.shelf.currentPlan(of: playbook)
    let reports = try reports(facts, plan)
    let opening = Opening(playbook: playbook, version: plan.version, subject: subject, channel: .online, facts: reports)
    return try await desk.open(opening, id: SignalID("open:\(subject)"), sender: .platform).caseID
  }

  func learn(_ facts: [String: String?], in id: CaseID, signal: String) async throws {
    let state = try await state(id)
    let plan = try await desk.shelf.plan(version: state.version)
    let content = Signal.Content.facts(try reports(facts, plan))
    _ = try await desk.receive(Signal(id: SignalID(signal), caseID: id, sender: .platform, content: content))
  }

  /// Facts by their ids or names. What the playbook doesn't understand would be counted by no rule.
  private func reports(_ facts: [String: String?], _ plan: Plan) throws -> [FactReport] {
    let byID = facts.map { name, text in (plan.vocabulary.fact(named: name)?.id ?? name, text) }
    let read = plan.factReports(from: Dictionary(uniqueKeysWithValues: byID), source: "platform")
    try #require(read.notUnderstood.isEmpty)
    return read.reports
  }

  func state(_ id: CaseID) async throws -> Case { try #require(try await ledger.readCase(id)) }

  /// Cases of a playbook, oldest first.
  func cases(of playbook: String) async throws -> [Case] {
    var found: [Case] = []
    for summary in try await ledger.listCases(CaseFilter(playbook: playbook, limit: 1_000)) { found.append(try await state(summary.id)) }
    return found.sorted { $0.id < $1.id }
  }

  func number(_ fact: String, of state: Case) -> Double? { if case .number(let number)? = state.facts[fact]?.value { number } else { nil } }
}

/// A complaint playbook with rules over cases, and the one that they open.
let watchedPlaybook = """
  ---
  id: complaint
  locale: en
  ---
  # A guest complains

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | guest | Guest | phone |

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | shop.id | Shop id | text | | order signal |
  | guest.id | Guest id | text | | order signal |
  | kind | Kind | choice | ill Ill; late Late | order signal |
  | done | Done | flag | | order signal |
  | count | Count | number | | |
  | people | People | number | | |
  | cases | Cases | text | | |

  ## Procedure

  - Wait 10 days from now

  ## Rules over cases

  | id | labels | counts | key | window | threshold | opens | with |
  |---|---|---|---|---|---|---|---|
  | ill | Ill guests | Kind=Ill | Shop id | 24 hours | 3 people (Guest id) | outbreak | Shop id; Count=count; People=people; Cases=cases |
  """

let outbreakPlaybook = """
  ---
  id: outbreak
  locale: en
  ---
  # Several are ill

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | shop.id | Shop id | text | | order signal |
  | count | Count | number | | |
  | people | People | number | | |
  | cases | Cases | text | | |

  ## Events

  | id | labels |
  |---|---|
  | over | Over |

  ## Procedure

  - Wait 30 days from now
    - When: Over
    - When: expired
  """

import Casework
import Channels
import Ledger
import Playbook
import Testing

@testable import Desk

/// A desk whose cases have deadlines, on a ledger in memory and a clock that the test moves.
struct DeadlineStage {
  let ledger: MemoryLedger
  let clock: ManualClock
  let desk: Desk
  let plan: Plan
  let watch: DeadlineWatch

  init(_ playbook: String = timedPlaybook) async throws { try await self.init(playbook, ledger: MemoryLedger(), clock: ManualClock(), name: "desk-1") }

  private init(_ playbook: String, ledger: MemoryLedger, clock: ManualClock, name: String) async throws {
    self.ledger = ledger
    self.clock = clock
    desk = Desk(name: name, ledger: ledger, connectors: Connectors(default: ScriptedConnector()), clock: clock)
    plan = try await desk.shelf.publish([SourceText(path: "timed.md", text: playbook)], at: clock.now()).plan
    watch = try #require(DeadlineWatch(desk: desk))
  }

  /// Another desk on the same ledger; the same one, started again, is another one too.
  func another(_ playbook: String = timedPlaybook) async throws -> DeadlineStage {
    try await DeadlineStage(playbook, ledger: ledger, clock: clock, name: "desk-2")
  }

  @discardableResult
  func open(_ subject: String, on channel: ChannelName = .online) async throws -> CaseID {
    let opening = Opening(playbook: plan.id, version: plan.version, subject: subject, channel: channel, facts: [])
    return try await desk.open(opening, id: SignalID("open-\(subject)"), sender: .platform).caseID
  }

  @discardableResult
  func send(_ content: Signal.Content, to id: CaseID, as name: String, from sender: Sender = .person(name: "li", role: "agent")) async throws -> Receipt {
    try await desk.receive(Signal(id: SignalID(name), caseID: id, sender: sender, content: content))
  }

  /// Time passes, and the watch looks.
  func pass(_ amount: TimeAmount) async throws {
    clock.advance(amount)
    try await watch.catchUp()
  }

  func row(_ rule: String, of id: CaseID) async throws -> DeadlineRow {
    let rows = await ledger.deadlines(of: id).filter { $0.rule == rule }
    return try #require(rows.last)
  }

  func standing(_ rule: String, of id: CaseID) async throws -> CaseDeadline.Standing { try await row(rule, of: id).standing(at: clock.now()) }

  /// How often a declared event happened in the case.
  func count(_ event: String, in id: CaseID) async -> Int {
    await ledger.readEvents(of: id, after: 0).count { if case .happened(let happened) = $0.kind { happened.name == event } else { false } }
  }

  func asides(in id: CaseID) async -> [String] {
    await ledger.readEvents(of: id, after: 0).compactMap { event in
      if case .effectPlanned(let effect) = event.kind, effect.purpose == .aside { effect.action } else { nil }
    }
  }
}

/// A person looks, while the customer waits.
let timedPlaybook = """
  ---
  id: timed
  locale: en
  ---
  # A complaint with deadlines

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | im |

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | result | Result | choice | done Done; dropped Dropped | |
  | rating | Rating | number | | order signal |

  ## Actions

  | id | labels | kind | party | outcomes | limit |
  |---|---|---|---|---|---|
  | press | Tell the supervisor | task | | sent Sent; failed Failed | 60 min |

  ## Events

  | id | labels |
  |---|---|
  | waited | Waited too long |

  ## Procedure

  - Hand over
  - Conclude: Result=Done

  ## Deadlines

  | id | labels | from | until | time | clock | pause | warning | on breach |
  |---|---|---|---|---|---|---|---|---|
  | reply | Reply | opened | reply to Customer; a person takes over | 30 min | wall clock | | 10 min before | Waited too long |
  | take | Take | handed over | a person takes over | 30 s | wall clock | | | 【Tell the supervisor】 |
  | solve | Solve | opened | closed | 8 h | wall clock | | | |

  ## Key figures

  | id | labels | measure | target |
  |---|---|---|---|
  | solved | Solved | share Result=Done | ≥ 98 % |
  | rating | Rating | mean Rating | ≥ 4.5 |
  | handling | Handling | handling time | ≤ 30 min |
  | taken | Taken | in time Take | ≥ 90 % |
  | first | First reply | time of Reply | |
  """

import Casework
import Channels
import Ledger
import Playbook
import Testing

@testable import Desk

/// A desk whose cases are work for people, on a ledger in memory and a clock that the test moves.
struct RouterStage {
  let ledger: MemoryLedger
  let clock: ManualClock
  let desk: Desk
  let router: WorkRouter
  let plan: Plan

  init() async throws { try await self.init(ledger: MemoryLedger(), clock: ManualClock(), name: "desk-1") }

  private init(ledger: MemoryLedger, clock: ManualClock, name: String) async throws {
    self.ledger = ledger
    self.clock = clock
    desk = Desk(name: name, ledger: ledger, connectors: Connectors(default: ScriptedConnector()), clock: clock)
    router = WorkRouter(desk: desk, store: ledger)
    plan = try await desk.shelf.publish([SourceText(path: "late-meal.md", text: workPlaybook)], at: clock.now()).plan
  }

  /// Another desk on the same ledger; the same one, started again, is another one too.
  func another() async throws -> RouterStage { try await RouterStage(ledger: ledger, clock: clock, name: "desk-2") }

  func open(_ subject: String) async throws -> CaseID {
    let opening = Opening(playbook: plan.id, version: plan.version, subject: subject, channel: .online, facts: [])
    return try await desk.open(opening, id: SignalID("open-\(subject)"), sender: .platform).caseID
  }

  /// The one open task of a case.
  func work(_ id: CaseID) async throws -> WorkID {
    let state = try #require(await ledger.readCase(id))
    return WorkID(id, try #require(state.tasks.keys.first))
  }

  func answer(_ work: WorkID, _ choice: String, by name: String = "li", role: String = "agent") async throws {
    let signal = Signal(
      id: SignalID("\(work.text) \(choice)"), caseID: work.caseID, sender: .person(name: name, role: role), content: .taskDone(work.task, choice: choice))
    _ = try await desk.receive(signal)
  }

  func arrive(_ person: String, _ status: Presence.Status = .available, _ capacity: [ChannelName: Int] = [:]) async throws {
    _ = try await router.put(Presence(person: person, name: person, status: status, capacity: capacity, since: clock.now()))
  }

  func offer(to person: String) async throws -> Reservation { try #require(try await router.offers(to: person).first?.standing.reservation) }

  func standing(_ work: WorkID) async throws -> WorkStanding { try #require(await router.routing.standing[work]) }
}

/// A person looks, and what isn't found is for a supervisor.
let workPlaybook = """
  ---
  id: late-meal
  locale: en
  ---
  # A meal is late

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | phone |

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | result | Result | choice | found Found; lost Lost | |

  ## Procedure

  - Look where the meal is
    - When: Given to the rider
      - Conclude: Result=Found
    - When: Not made
      - Hand over (supervisor)
      - Conclude: Result=Lost
  """

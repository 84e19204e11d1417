import Channels
import Desk
import Ledger
import Playbook
import Testing

@testable import Casework

@Suite("The gate before a person is reached")
struct ContactGateTests {
  /// A desk on which several playbooks are published.
  private struct Room {
    let stage: Stage
    let plans: [Plan]

    init(_ kind: LedgerKind = .memory, rules: String = "", attempts: Int = 1, connector: ScriptedConnector) async throws {
      stage = try await Stage(kind, playbook: callingPlaybook("merchant-a", rules: rules, attempts: attempts), connector: connector)
      let other = SourceText(path: "b.md", text: callingPlaybook("merchant-b", rules: rules, attempts: attempts))
      plans = [stage.plan, try await stage.desk.shelf.publish([other], at: stage.clock.now()).plan]
    }

    func open(_ plan: Int, _ subject: String, person: String? = nil) async throws -> CaseID {
      let opening = Opening(
        playbook: plans[plan].id, version: plans[plan].version, subject: subject, channel: .online, facts: [],
        persons: person.map { ["customer": PersonID($0)] } ?? [:])
      return try await stage.desk.open(opening, id: SignalID("open-\(plan)-\(subject)"), sender: .platform).caseID
    }

    func kinds(_ id: CaseID) async throws -> [EventKind] { try await stage.ledger.readEvents(of: id, after: 0).map(\.kind) }

    func holds(_ id: CaseID) async throws -> [Held.Reason] {
      try await kinds(id).compactMap { if case .held(let held) = $0 { held.reason } else { nil } }
    }

    func ends(_ id: CaseID) async throws -> [EffectEnded] {
      try await kinds(id).compactMap { if case .effectEnded(let ended) = $0 { ended } else { nil } }
    }

    func send(_ content: Signal.Content, to id: CaseID, _ name: String) async throws {
      _ = try await stage.desk.receive(Signal(id: SignalID(name), caseID: id, sender: .platform, content: content))
    }
  }

  private static func answering(_ outcome: String = "answered", _ facts: [String: String?] = [:]) -> ScriptedConnector {
    ScriptedConnector { errand, _ in
      .success(errand.kind == .contact ? ErrandReport(outcome: outcome, facts: facts) : ErrandReport(outcome: errand.outcomes.first ?? "done"))
    }
  }

  @Test("O-04: a person is called as often as is allowed over all cases; the next one is held and goes out later", arguments: LedgerKind.allCases)
  func cap(_ kind: LedgerKind) async throws {
    let connector = Self.answering("busy")
    let room = try await Room(kind, rules: "| phone | 2 times per person in 24 h |", connector: connector)
    try await room.stage.whileRunning {
      for subject in ["A-1", "A-2"] {
        let id = try await room.open(0, subject, person: "u-81")
        try await eventually("called") { try await room.stage.state(id).phase == .closed }
      }
      let third = try await room.open(0, "A-3", person: "u-81")
      try await eventually("held") { try await room.holds(third) == [.cap] }
      // Somebody else is not concerned.
      let other = try await room.open(0, "A-4", person: "u-2")
      try await eventually("called") { try await room.stage.state(other).phase == .closed }
      #expect(connector.errands.count == 3)
      room.stage.clock.advance(.hours(24))
      try await eventually("called at last") { try await room.stage.state(third).phase == .closed }
      #expect(connector.errands.count == 4)
      let made = try await room.kinds(third).compactMap { if case .contactEnded(let ended) = $0 { ended.attempts.count } else { nil } }
      #expect(made == [1], "the hold counts as no attempt")
    }
  }

  @Test func `in quiet hours nobody is reached`() async throws {
    // 2027-01-15 16:00 in China.
    let connector = Self.answering()
    let room = try await Room(rules: "| any | quiet 15:00-17:30 |", connector: connector)
    try await room.stage.whileRunning {
      let id = try await room.open(0, "A-1")
      try await eventually("held") { try await room.holds(id) == [.quietHours] }
      #expect(connector.errands.isEmpty)
      room.stage.clock.advance(.hours(2))
      try await eventually("called") { connector.errands.count == 1 }
    }
  }

  @Test("M-05: two merchants' cases about one order make one call, and both know what the customer said", arguments: LedgerKind.allCases)
  func oneCallForTwo(_ kind: LedgerKind) async throws {
    let door = Door()
    let connector = ScriptedConnector { errand, _ in
      await door.wait()
      return .success(ErrandReport(outcome: "answered", facts: ["wish": "wait"]))
    }
    let room = try await Room(kind, connector: connector)
    try await room.stage.whileRunning {
      let first = try await room.open(0, "order 1")
      try await eventually("it rings") { connector.errands.count == 1 }
      let second = try await room.open(1, "order 1")
      #expect(first != second)
      await door.open()
      try await eventually("the first knows") { try await room.stage.state(first).facts["wish"] != nil }
      for _ in 0..<3 where try await room.stage.state(second).facts["wish"] == nil {
        room.stage.clock.advance(lookAgain)
        try await Task.sleep(for: .milliseconds(50))
      }
      try await eventually("the second knows") { try await room.stage.state(second).facts["wish"] != nil }
      #expect(connector.errands.count == 1)
      let ended = try #require(try await room.ends(second).first)
      #expect(ended.outcome == "answered" && ended.shared?.caseID == first)
      let events = try await room.stage.ledger.readEvents(of: second, after: 0)
      let retelling = Retelling(plan: room.plans[1])
      let words = events.compactMap { if case .contactEnded(let ended) = $0.kind { retelling.contactEnded(ended).0 } else { nil } }
      #expect(words.first?.contains("made by case \(first)") == true)
    }
  }

  @Test("M-08: every outcome a receiver reports goes through to the end", arguments: ContactOutcome.allCases)
  func outcomes(_ outcome: ContactOutcome) async throws {
    let room = try await Room(connector: Self.answering(outcome.rawValue))
    try await room.stage.whileRunning {
      let id = try await room.open(0, "A-1")
      try await eventually("it has ended") {
        try await room.kinds(id).contains { if case .contactEnded(let ended) = $0 { ended.outcome == outcome } else { false } }
      }
      let row = try #require(try await room.stage.ledger.listContacts(ContactFilter(caseID: id)).first)
      #expect(row.outcome == outcome.rawValue && row.wentOut == true && row.person == PersonID("A-1/customer"))
    }
  }

  // MARK: consent

  @Test("M-09: a number isn't given away once the consent is taken back, not even by an effect that was planned already")
  func consentTakenBack() async throws {
    let stopped = Self.answering("answered", ["may-share": "yes"])
    let room = try await Room(connector: stopped)
    var id = CaseID("")
    try await room.stage.whileRunning {
      id = try await room.open(0, "A-1")
      try await eventually("agreed") { try await room.stage.state(id).consents["customer/the number"]?.isGiven == true }
    }
    // Planned while nothing is carried out.
    let other = Desk(name: "desk-2", ledger: room.stage.ledger, connectors: Connectors(default: stopped), clock: room.stage.clock)
    _ = try await other.receive(Signal(id: SignalID("go"), caseID: id, sender: .platform, content: .happened("share-it")))
    #expect(try await room.stage.state(id).effects.values.contains { $0.action == "share" })
    let no = FactReport(fact: "may-share", value: .flag(false), source: "customer")
    _ = try await other.receive(Signal(id: SignalID("no"), caseID: id, sender: .platform, content: .facts([no])))
    let running = Task { try await other.run() }
    // Decided again on the changed fact, or stopped at the gate: in no case does it go out.
    try await eventually("it is stopped") { try await room.stage.state(id).effects.values.allSatisfy { $0.action != "share" } }
    running.cancel()
    try? await running.value
    #expect(!stopped.errands.contains { $0.action == "share" })
    let ended = try await room.ends(id).last
    #expect(ended?.barred == .noConsent || ended?.outcome == EffectEnded.withdrawn)
  }

  @Test("M-09: a consent that is taken back in another case about the order counts here too") func consentTakenBackElsewhere() async throws {
    let connector = Self.answering("answered", ["may-share": "yes"])
    let room = try await Room(connector: connector)
    try await room.stage.whileRunning {
      let first = try await room.open(0, "order 1")
      try await eventually("agreed") { try await room.stage.state(first).consents["customer/the number"]?.isGiven == true }
      room.stage.clock.advance(.minutes(30))
      let second = try await room.open(1, "order 1")
      try await eventually("agreed there too") { try await room.stage.state(second).consents["customer/the number"]?.isGiven == true }
      room.stage.clock.advance(.minutes(1))
      let no = FactReport(fact: "may-share", value: .flag(false), source: "customer")
      try await room.send(.facts([no]), to: second, "no")
      room.stage.clock.advance(.minutes(1))
      try await room.send(.happened("share-it"), to: first, "go")
      try await eventually("it is stopped") { try await room.stage.state(first).incident?.kind == .unguarded }
      #expect(!connector.errands.contains { $0.action == "share" })
    }
  }

  // MARK: WeChat

  @Test("M-05: outside WeChat's window nothing is written there, and the failure's branch goes another way") func wechat() async throws {
    let connector = Self.answering()
    let room = try await Room(connector: connector)
    try await room.stage.whileRunning {
      let silent = try await room.open(0, "A-1")
      try await eventually("reached") { try await room.stage.state(silent).timers.values.contains { $0.purpose == .wait } }
      try await room.send(.happened("write-it"), to: silent, "go-1")
      try await eventually("by text") { connector.errands.contains { $0.action == "text" } }
      #expect(!connector.errands.contains { $0.action == "write" })
      #expect(try await room.ends(silent).contains { $0.barred == .windowClosed })
      let talking = try await room.open(0, "A-2")
      try await eventually("reached") { try await room.stage.state(talking).timers.values.contains { $0.purpose == .wait } }
      try await room.send(.heard("customer", .wechat), to: talking, "hello")
      try await room.send(.happened("write-it"), to: talking, "go-2")
      try await eventually("written") { connector.errands.contains { $0.action == "write" && $0.subject == "A-2" } }
    }
  }
}

/// A little longer than a desk waits before it looks again how the other case fares.
private let lookAgain = TimeAmount(seconds: 11)

/// Something to wait in front of.
private actor Door {
  private var isOpen = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func wait() async {
    guard !isOpen else { return }
    await withCheckedContinuation { waiting.append($0) }
  }

  func open() {
    isOpen = true
    for waiter in waiting { waiter.resume() }
    waiting = []
  }
}

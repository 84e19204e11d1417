import Casework
import Channels
import Desk
import Playbook
import Testing

@Suite("Carrying effects out")
struct DispatcherTests {
  private func isDone(_ stage: Stage, _ id: CaseID) async throws -> Bool { try await stage.state(id).effects.isEmpty }

  @Test(arguments: LedgerKind.allCases)
  func `an effect goes out once and its report comes back`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      let planned = try await stage.ledger.readEvents(of: id, after: 0).compactMap { if case .effectPlanned(let effect) = $0.kind { effect } else { nil } }
      let effect = try #require(planned.first)
      try await eventually("the report is there") { try await isDone(stage, id) }
      let errand = try #require(stage.connector.errands.first)
      #expect(errand.key == effect.key.text)
      #expect(errand.subject == "A-1")
      #expect(errand.action == "remind")
      #expect(errand.outcomes == effect.outcomes)
    }
    #expect(stage.connector.errands.count == 1)
  }

  @Test func `what could not be handed over is tried again, later each time, under the same key`() async throws {
    let connector = ScriptedConnector { _, handover in
      handover < 4 ? .failure(.unreachable("no line")) : .success(ErrandReport(outcome: "done"))
    }
    let stage = try await Stage(connector: connector)
    var notices = stage.desk.notices().makeAsyncIterator()
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      for (tries, seconds) in [(1, 2), (2, 4), (3, 8)] as [(Int, Int64)] {
        guard case .errandFailed(_, let fault, let told, let again) = await notices.next() else {
          Issue.record("a failure is told")
          return
        }
        #expect(fault == .unreachable("no line"))
        #expect(told == tries)
        #expect(again == stage.clock.now() + TimeAmount(seconds: seconds))
        #expect(connector.errands.count == tries)
        stage.clock.advance(TimeAmount(seconds: seconds))
      }
      try await eventually("it went through") { try await isDone(stage, id) }
    }
    #expect(connector.errands.count == 4)
    #expect(Set(connector.errands.map(\.key)).count == 1)
  }

  @Test func `after the last try the effect ends with its failure`() async throws {
    let connector = ScriptedConnector { _, _ in .failure(.timedOut) }
    let stage = try await Stage(connector: connector)
    var notices = stage.desk.notices().makeAsyncIterator()
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      var isGivenUp = false
      while !isGivenUp, let notice = await notices.next() {
        switch notice {
        case .errandFailed(_, _, _, let again): stage.clock.advance(again - stage.clock.now())
        case .errandGivenUp(_, let fault, let tries):
          #expect(fault == .timedOut)
          #expect(tries == 8)
          isGivenUp = true
        default: break
        }
      }
      try await eventually("the failure's branch concludes") { try await stage.state(id).phase == .closed }
      #expect(try await stage.state(id).facts["result"]?.value == .choice("dropped"))
    }
    #expect(connector.errands.count == 8)
  }

  @Test func `an outcome that isn't on the list is no answer`() async throws {
    let connector = ScriptedConnector { errand, handover in .success(ErrandReport(outcome: handover == 1 ? "banana" : errand.outcomes[0])) }
    let stage = try await Stage(connector: connector)
    var notices = stage.desk.notices().makeAsyncIterator()
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      guard case .errandFailed(_, .garbled, 1, let again) = await notices.next() else {
        Issue.record("the garbled answer is told")
        return
      }
      stage.clock.advance(again - stage.clock.now())
      try await eventually("the second answer is taken") { try await isDone(stage, id) }
    }
  }

  @Test(arguments: LedgerKind.allCases)
  func `a receiver may take an errand and report later`(_ kind: LedgerKind) async throws {
    let connector = ScriptedConnector { _, _ in .success(nil) }
    let stage = try await Stage(kind, connector: connector)
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      try await eventually("it is handed over") { connector.errands.count == 1 }
      // Longer than any lease: it isn't handed over again meanwhile.
      stage.clock.advance(.minutes(20))
      let key = try #require(try await stage.state(id).effects.keys.first)
      _ = try await stage.desk.receive(ErrandReport(outcome: "done", detail: "late"), on: key, of: id)
      try await eventually("the report is taken") { try await isDone(stage, id) }
      #expect(try await stage.desk.receive(ErrandReport(outcome: "done"), on: key, of: id).wasAlreadyReceived)
      #expect(connector.errands.count == 1)
    }
  }

  @Test func `an errand that is never reported on ends at its deadline`() async throws {
    let connector = ScriptedConnector { _, _ in .success(nil) }
    let stage = try await Stage(connector: connector)
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      try await eventually("it is handed over") { connector.errands.count == 1 }
      stage.clock.advance(.minutes(61))
      try await eventually("the failure's branch concludes") { try await stage.state(id).phase == .closed }
      #expect(connector.errands.count == 1)
    }
  }

  @Test func `the words of an answer become values of the fact`() async throws {
    let connector = ScriptedConnector { errand, _ in
      .success(ErrandReport(outcome: errand.outcomes[0], facts: errand.kind == .ask ? ["stock": "Left", "weather": "fine"] : [:]))
    }
    let stage = try await Stage(connector: connector)
    try await stage.whileRunning {
      let id = try await stage.open("A-1", facts: [:]).caseID
      try await eventually("the answer is known") { try await stage.state(id).facts["stock"] != nil }
      #expect(try await stage.state(id).facts["stock"]?.value == .choice("left"))
      try await eventually("the case went on") { connector.errands.count == 2 }
    }
    #expect(connector.errands.first?.kind == .ask)
    #expect(connector.errands.first?.fact == "stock")
  }

  @Test func `an answer that is no value of the fact is asked for again`() async throws {
    let connector = ScriptedConnector { errand, handover in
      .success(ErrandReport(outcome: errand.outcomes[0], facts: errand.kind == .ask ? ["stock": handover == 1 ? "perhaps" : "Gone"] : [:]))
    }
    let stage = try await Stage(connector: connector)
    var notices = stage.desk.notices().makeAsyncIterator()
    try await stage.whileRunning {
      let id = try await stage.open("A-1", facts: [:]).caseID
      guard case .errandFailed(_, .garbled("the answer for stock"), 1, let again) = await notices.next() else {
        Issue.record("the garbled answer is told")
        return
      }
      stage.clock.advance(again - stage.clock.now())
      try await eventually("the second answer concludes") { try await stage.state(id).phase == .closed }
    }
  }

  @Test(arguments: LedgerKind.allCases)
  func `what another desk holds goes out when its lease is over`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let id = try await stage.open("A-1").caseID
    let held = try await stage.ledger.claimEffects(dueAt: stage.clock.now(), limit: 10, lease: .minutes(2), by: "desk-0")
    #expect(held.count == 1)
    try await stage.whileRunning {
      // A second case shows that the desk has looked for effects and left the held one alone.
      try await stage.open("A-2")
      try await eventually("the free one goes out") { stage.connector.errands.count == 1 }
      #expect(stage.connector.errands.map(\.subject) == ["A-2"])
      stage.clock.advance(.minutes(2))
      try await eventually("the held one goes out") { try await isDone(stage, id) }
    }
    #expect(stage.connector.errands.map(\.subject) == ["A-2", "A-1"])
  }

  @Test(arguments: LedgerKind.allCases)
  func `what the desk held when it died goes out at its next start`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let id = try await stage.open("A-1").caseID
    _ = try await stage.ledger.claimEffects(dueAt: stage.clock.now(), limit: 10, lease: .hours(1), by: "desk-1")
    var notices = stage.desk.notices().makeAsyncIterator()
    try await stage.whileRunning {
      guard case .leasesFreed(1) = await notices.next() else {
        Issue.record("the freed lease is told")
        return
      }
      try await eventually("it goes out") { try await isDone(stage, id) }
    }
  }

  @Test func `the routing table takes the action's line, then the channel's, then the default`() {
    func errand(_ action: String?, _ channel: String?) -> Errand {
      Errand(
        key: "k", kind: .action, subject: "s", action: action, party: nil, channel: channel, arguments: [:], text: nil, fact: nil, attempt: 1, outcomes: [])
    }
    let (fallback, refund, phone) = (ScriptedConnector(), ScriptedConnector(), ScriptedConnector())
    let table = Connectors(default: fallback, actions: ["refund": refund], channels: ["phone": phone])
    #expect(table.connector(for: errand("refund", "phone")) as? ScriptedConnector === refund)
    #expect(table.connector(for: errand("remind", "phone")) as? ScriptedConnector === phone)
    #expect(table.connector(for: errand(nil, "sms")) as? ScriptedConnector === fallback)
  }
}

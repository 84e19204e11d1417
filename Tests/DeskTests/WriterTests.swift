import Casework
@testable import Desk
import Ledger
import Playbook
import Testing

@Suite("The one writer")
struct WriterTests {
  /// Sends the signals while the first commit is held up, so that they wait together.
  private func answers(to signals: [Signal], at stage: Stage) async throws -> [Result<Receipt, DeskError>] {
    stage.ledger.hold()
    let first = Task { try await stage.open("held") }
    try await eventually("the first commit is under way") { stage.ledger.heldCount == 1 }
    let desk = stage.desk
    return try await withThrowingTaskGroup(of: (Int, Result<Receipt, DeskError>).self) { group in
      for (index, signal) in signals.enumerated() {
        group.addTask {
          do throws(DeskError) { return (index, .success(try await desk.receive(signal))) } catch { return (index, .failure(error)) }
        }
        // One after another, so that their order is known.
        try await eventually("\(index + 1) are waiting") { await desk.writer.waitingCount == index + 1 }
      }
      stage.ledger.letGo()
      _ = try await first.value
      return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func opening(_ number: Int, at stage: Stage) -> Signal {
    Signal(
      id: SignalID("open-\(number)"), caseID: CaseID("X-\(number)"), sender: .platform, content: .open(stage.opening("A-\(number)", facts: ["stock": "left"])))
  }

  @Test(arguments: LedgerKind.allCases)
  func `signals that wait are committed together`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let answers = try await answers(to: (1...100).map { opening($0, at: stage) }, at: stage)
    #expect(stage.ledger.groups == [1, 100])
    #expect(try answers.map { try $0.get().caseID } == (1...100).map { CaseID("X-\($0)") })
  }

  @Test func `a lone signal doesn't wait for others`() async throws {
    let stage = try await Stage()
    for number in 1...5 { try await stage.open("A-\(number)") }
    #expect(stage.ledger.groups == [1, 1, 1, 1, 1])
  }

  @Test func `a commit has a largest size`() async throws {
    let stage = try await Stage()
    _ = try await answers(to: (1...300).map { opening($0, at: stage) }, at: stage)
    #expect(stage.ledger.groups == [1, 256, 44])
  }

  @Test(arguments: LedgerKind.allCases)
  func `signals for one case in one group build on each other`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let id = try await stage.open("A-1").caseID
    let value = try #require(stage.plan.fact("stock")?.value("left"))
    let signals = (1...20).map { number in
      Signal(id: SignalID("fact-\(number)"), caseID: id, sender: .platform, content: .facts([FactReport(fact: "stock", value: value, source: "s\(number)")]))
    }
    let answers = try await answers(to: signals, at: stage)
    #expect(stage.ledger.groups == [1, 1, 20])
    for answer in answers { #expect(throws: Never.self) { try answer.get() } }
    let events = try await stage.ledger.readEvents(of: id, after: 0)
    #expect(events.map(\.sequence) == Array(1...events.count))
    #expect(Case(id: id, folding: events) == (try await stage.state(id)))
  }

  @Test(arguments: LedgerKind.allCases)
  func `the same signal twice in one group is taken once`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let id = try await stage.open("A-1").caseID
    let signal = stage.happened("restocked", in: id, signal: "restocked-1")
    let answers = try await answers(to: [signal, signal, signal], at: stage).map { try $0.get() }
    #expect(answers.map(\.caseID) == [id, id, id])
    #expect(answers.map(\.wasAlreadyReceived) == [false, true, true])
    let happened = try await stage.ledger.readEvents(of: id, after: 0).count { if case .happened = $0.kind { true } else { false } }
    #expect(happened == 1)
  }

  @Test(arguments: LedgerKind.allCases)
  func `a refusal answers its sender alone`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let nowhere = stage.happened("restocked", in: CaseID("C-999999"), signal: "nowhere")
    let answers = try await answers(to: [opening(1, at: stage), nowhere, opening(2, at: stage)], at: stage)
    #expect(throws: Never.self) { try answers[0].get() }
    #expect(throws: DeskError.refused(.noSuchCase(CaseID("C-999999")))) { try answers[1].get() }
    #expect(throws: Never.self) { try answers[2].get() }
  }

  @Test func `a signal that was taken is received already, even when it would be refused now`() async throws {
    let stage = try await Stage()
    let id = try await stage.open("A-1").caseID
    let key = try #require(try await stage.state(id).effects.keys.first)
    let report = Signal(id: SignalID("report"), caseID: id, sender: .receiver, content: .ended(key, EffectReport(outcome: "done")))
    #expect(try await !stage.desk.receive(report).wasAlreadyReceived)
    #expect(try await stage.desk.receive(report).wasAlreadyReceived)
    let other = Signal(id: SignalID("other"), caseID: id, sender: .receiver, content: .ended(key, EffectReport(outcome: "done")))
    await #expect(throws: DeskError.self) { try await stage.desk.receive(other) }
  }

  @Test(arguments: LedgerKind.allCases)
  func `desks that change one case at once all get through`(_ kind: LedgerKind) async throws {
    let stage = try await Stage(kind)
    let id = try await stage.open("A-1").caseID
    let other = Desk(name: "desk-2", ledger: stage.ledger, connectors: .init(default: stage.connector), clock: stage.clock)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...20 {
        for (desk, name) in [(stage.desk, "one"), (other, "two")] {
          group.addTask { _ = try await desk.receive(stage.happened("restocked", in: id, signal: "\(name)-\(number)")) }
        }
      }
      try await group.waitForAll()
    }
    let events = try await stage.ledger.readEvents(of: id, after: 0)
    #expect(events.count { if case .happened = $0.kind { true } else { false } } == 40)
  }

  @Test func `what the ledger can't take is not acknowledged, and taken when it is sent again`() async throws {
    let stage = try await Stage()
    stage.ledger.failNextCommits(1)
    await #expect(throws: DeskError.ledger(.unavailable("the test says so"))) { try await stage.open("A-1") }
    #expect(try await stage.ledger.highestCaseNumber() == 0)
    let receipt = try await stage.open("A-1")
    #expect(receipt.caseID.text == "C-000001")
    #expect(!receipt.wasAlreadyReceived)
  }

  @Test func `time in the ledger never runs back`() async throws {
    let stage = try await Stage()
    let id = try await stage.open("A-1").caseID
    let early = ManualClock(Instant(milliseconds: stage.clock.now().milliseconds - 3_600_000))
    let desk = Desk(name: "desk-1", ledger: stage.ledger, connectors: .init(default: stage.connector), clock: early)
    let receipt = try await desk.receive(stage.happened("restocked", in: id, signal: "early"))
    #expect(receipt.events.allSatisfy { $0.at == stage.clock.now() })
  }

  @Test func `changes are told after their commit, in its order`() async throws {
    let stage = try await Stage()
    var changes = stage.desk.changes().makeAsyncIterator()
    let receipt = try await stage.open("A-1")
    let change = try #require(await changes.next())
    #expect(change.caseID == receipt.caseID)
    #expect(change.events == receipt.events)
    #expect(change.state == (try await stage.state(receipt.caseID)))
    await stage.desk.close()
    #expect(await changes.next() == nil)
  }
}

import Casework
import Channels
import Desk
import Ledger
import Playbook
import Testing

@Suite("Odd receivers, on a stored ledger")
struct OddReceiverTests {
  /// How the effect of the case's first action ended, as often as it did.
  private func endings(_ stage: Stage, _ id: CaseID) async throws -> [EffectEnded] {
    let events = try await stage.ledger.readEvents(of: id, after: 0)
    #expect(try await HistoryFault.all(in: events, of: id, state: stage.state(id)) == [])
    let remind = events.compactMap { if case .effectPlanned(let effect) = $0.kind, effect.action == "remind" { effect.key } else { nil } }
    return events.compactMap { if case .effectEnded(let ended) = $0.kind, remind.contains(ended.key) { ended } else { nil } }
  }

  private func key(_ stage: Stage, _ id: CaseID) async throws -> EffectKey { try #require(try await stage.state(id).effects.keys.first) }
  private func isDone(_ stage: Stage, _ id: CaseID) async throws -> Bool { try await stage.state(id).effects.isEmpty }

  private func isRefused(_ error: DeskError) -> Bool { if case .refused = error { true } else { false } }

  /// A report that comes too late, or again: received already, or refused.
  private func expectNothing(of stage: Stage, _ report: ErrandReport, _ key: EffectKey, _ id: CaseID) async throws {
    do throws(DeskError) {
      let receipt = try await stage.desk.receive(report, on: key, of: id)
      #expect(receipt.wasAlreadyReceived)
    } catch { #expect(isRefused(error)) }
  }

  @Test("carries out and never answers in time: tried again under the same key, counted once")
  func timesOut() async throws {
    let connector = ScriptedConnector { errand, handover in handover < 3 ? .failure(.timedOut) : .success(ErrandReport(outcome: errand.outcomes[0])) }
    let stage = try await Stage(.sqlite, connector: connector)
    var notices = stage.desk.notices().makeAsyncIterator()
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      for _ in 1...2 {
        guard case .errandFailed(_, .timedOut, _, let again)? = await notices.next() else {
          Issue.record("the failure is told")
          return
        }
        stage.clock.advance(again - stage.clock.now())
      }
      try await eventually("it is done") { try await isDone(stage, id) }
      #expect(try await endings(stage, id).map(\.outcome) == ["done"])
    }
    #expect(connector.errands.count == 3)
    #expect(Set(connector.errands.map(\.key)).count == 1)
  }

  @Test("answers twice, the second time otherwise: the first counts")
  func twice() async throws {
    let stage = try await Stage(.sqlite)
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      let key = try await key(stage, id)
      try await eventually("it is done") { try await isDone(stage, id) }
      for outcome in ["done", "failed"] {
        try await expectNothing(of: stage, ErrandReport(outcome: outcome), key, id)
      }
      #expect(try await endings(stage, id).map(\.outcome) == ["done"])
    }
  }

  @Test("answers both ways at once: one of them counts")
  func bothAtOnce() async throws {
    let desks = Desks()
    let connector = ScriptedConnector { errand, _ in
      let id = CaseID(String(errand.key.prefix { $0 != "/" }))
      _ = try? await desks.desk?.receive(ErrandReport(outcome: "failed"), on: EffectKey(errand.key), of: id)
      return .success(ErrandReport(outcome: "done"))
    }
    let stage = try await Stage(.sqlite, connector: connector)
    desks.desk = stage.desk
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      try await eventually("it is done") { try await isDone(stage, id) }
      #expect(try await endings(stage, id).map(\.outcome) == ["failed"])
    }
  }

  @Test("reports after the deadline: too late, and said so")
  func tooLate() async throws {
    let stage = try await Stage(.sqlite, connector: ScriptedConnector { _, _ in .success(nil) })
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      let key = try await key(stage, id)
      try await eventually("it is handed over") { stage.connector.errands.count == 1 }
      stage.clock.advance(.minutes(61))
      try await eventually("the deadline has ended it") { try await isDone(stage, id) }
      try await expectNothing(of: stage, ErrandReport(outcome: "done"), key, id)
      let endings = try await endings(stage, id)
      #expect(endings.map(\.outcome) == ["failed"])
      #expect(endings.first?.inDoubt == true)
    }
  }

  @Test("reports late, after it was handed over again: counted once")
  func lateAfterRetry() async throws {
    let connector = ScriptedConnector { _, handover in handover == 1 ? .failure(.timedOut) : .success(nil) }
    let stage = try await Stage(.sqlite, connector: connector)
    var notices = stage.desk.notices().makeAsyncIterator()
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      let key = try await key(stage, id)
      guard case .errandFailed(_, _, _, let again)? = await notices.next() else {
        Issue.record("the failure is told")
        return
      }
      stage.clock.advance(again - stage.clock.now())
      try await eventually("it is handed over again") { connector.errands.count == 2 }
      // The answer to the first, and the answer to the second.
      _ = try await stage.desk.receive(ErrandReport(outcome: "done"), on: key, of: id)
      _ = try? await stage.desk.receive(ErrandReport(outcome: "done"), on: key, of: id)
      #expect(try await endings(stage, id).map(\.outcome) == ["done"])
    }
  }

  @Test(
    "answers garbage: told, tried again, and nothing of it stored as a fact",
    arguments: [
      ErrandReport(outcome: "☃"), ErrandReport(outcome: ""), ErrandReport(outcome: "done\u{0}"), ErrandReport(outcome: String(repeating: "x", count: 100_000)),
    ])
  func garbage(_ report: ErrandReport) async throws {
    let connector = ScriptedConnector { _, handover in .success(handover == 1 ? report : ErrandReport(outcome: "done", facts: ["no.such.fact": "☃"])) }
    let stage = try await Stage(.sqlite, connector: connector)
    var notices = stage.desk.notices().makeAsyncIterator()
    try await stage.whileRunning {
      let id = try await stage.open("A-1").caseID
      guard case .errandFailed(_, .garbled, 1, let again)? = await notices.next() else {
        Issue.record("the garbage is told")
        return
      }
      #expect(try await endings(stage, id).isEmpty)
      stage.clock.advance(again - stage.clock.now())
      try await eventually("the second answer counts") { try await isDone(stage, id) }
      #expect(try await endings(stage, id).map(\.outcome) == ["done"])
      #expect(try await stage.state(id).facts["no.such.fact"] == nil)
    }
  }

  @Test("reports on a key that isn't its own, or nobody's: refused, and nothing changes")
  func wrongKey() async throws {
    let stage = try await Stage(.sqlite, connector: ScriptedConnector { _, _ in .success(nil) })
    try await stage.whileRunning {
      let (first, second) = (try await stage.open("A-1").caseID, try await stage.open("A-2").caseID)
      let (mine, others) = (try await key(stage, first), try await key(stage, second))
      let before = try await (stage.state(first), stage.state(second))
      for (key, id) in [(others, first), (mine, second), (EffectKey("nobody knows it"), first), (mine, CaseID("C-000099"))] {
        do throws(DeskError) {
          _ = try await stage.desk.receive(ErrandReport(outcome: "done"), on: key, of: id)
          Issue.record("\(key) of \(id) was taken")
        } catch { #expect(isRefused(error)) }
      }
      #expect(try await stage.state(first) == before.0)
      #expect(try await stage.state(second) == before.1)
    }
  }

  @Test("hangs for ever, deaf to cancellation: the deadline ends its effect, others go out, and the desk stops")
  func hangs() async throws {
    let connector = ScriptedConnector { errand, _ in
      if errand.subject == "A-1" { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
      return .success(ErrandReport(outcome: errand.outcomes[0]))
    }
    let stage = try await Stage(.sqlite, connector: connector)
    try await stage.whileRunning {
      let hanging = try await stage.open("A-1").caseID
      try await eventually("it hangs") { connector.errands.count == 1 }
      let other = try await stage.open("A-2").caseID
      try await eventually("another one is done") { try await isDone(stage, other) }
      stage.clock.advance(.minutes(61))
      try await eventually("the deadline has ended it") { try await isDone(stage, hanging) }
      #expect(try await endings(stage, hanging).map(\.outcome) == ["failed"])
    }
  }

  @Test("more hanging receivers than errands may be under way: the others go out nevertheless")
  func manyHang() async throws {
    let connector = ScriptedConnector { errand, _ in
      if errand.subject.hasPrefix("hang") { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
      return .success(ErrandReport(outcome: errand.outcomes[0]))
    }
    let stage = try await Stage(.sqlite, connector: connector)
    try await stage.whileRunning {
      for number in 1...70 { try await stage.open("hang-\(number)") }
      try await eventually("as many as may be are under way") { connector.errands.count == 64 }
      let other = try await stage.open("A-1").caseID
      stage.clock.advance(.minutes(3))
      try await eventually("the other one is done") { try await isDone(stage, other) }
    }
  }
}

/// Set before the desk runs, read by its receiver.
private final class Desks: @unchecked Sendable {
  var desk: Desk?
}

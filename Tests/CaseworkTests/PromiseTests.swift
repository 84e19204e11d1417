@testable import Casework
import Playbook
import Testing

@Suite("Promises")
struct PromiseTests {
  private let text = "- Promise: rider within 5 min uploads the photo; else 【escalate】\n- Conclude: end=done"

  private func settled(_ trial: Trial) -> [Bool] {
    trial.events.compactMap { if case .promiseSettled(let settled) = $0.kind { settled.wasKept } else { nil } }
  }

  @Test func itRunsBesideTheProcedureAndHoldsTheCaseOpen() throws {
    let trial = try Trial(text)
    #expect(trial.standing == "settling")
    let promise = try #require(trial.state.promises.values.first)
    #expect(promise.owner == "rider")
    #expect(promise.due == Trial.noon + .minutes(5))
    #expect(promise.keptBy == "photo")
  }

  @Test func aSignalKeepsIt() throws {
    var trial = try Trial(text)
    let promise = try #require(trial.state.promises.keys.first)
    try trial.send(.promiseKept(promise), from: .person(name: "Wang", role: "agent"))
    #expect(settled(trial) == [true])
    #expect(trial.state.phase == .closed)
  }

  @Test func itsEventKeepsIt() throws {
    var trial = try Trial(text)
    try trial.happen("photo")
    #expect(settled(trial) == [true])
    #expect(trial.state.phase == .closed)
  }

  @Test func keepingItTwiceIsRefused() throws {
    var trial = try Trial("- Promise: rider within 5 min uploads the photo\n- by hand")
    let promise = try #require(trial.state.promises.keys.first)
    try trial.send(.promiseKept(promise))
    #expect(throws: Refusal.notAwaited(promise.text)) { try trial.send(.promiseKept(promise)) }
  }

  @Test func brokenItHasItsConsequence() throws {
    var trial = try Trial(text)
    try trial.pass(.minutes(5))
    #expect(settled(trial) == [false])
    #expect(trial.pending.map(\.action) == ["escalate"])
    #expect(trial.state.phase == .settling)
    try trial.end("taken")
    #expect(trial.state.phase == .closed)
  }

  @Test func brokenWithoutAConsequenceIsForAPerson() throws {
    var trial = try Trial("- Promise: rider within 5 min uploads the photo\n- Conclude: end=done")
    try trial.pass(.minutes(5))
    let task = try #require(trial.task)
    #expect(task.purpose == .review)
    #expect(task.text.contains("uploads the photo"))
    try trial.answer("done")
    #expect(trial.state.phase == .closed)
  }

  @Test func itIsMadeOnceThoughItsChoiceAsksForAFact() throws {
    var trial = try Trial("- Promise: rider within 5 min uploads the photo\n  - When: size=small\n    - small one\n  - When: size=large\n    - large one")
    #expect(trial.standing == "ask rider size")
    try trial.end("answered", ["size": "large"])
    #expect(trial.standing == "task large one")
    #expect(trial.state.promises.count == 1)
  }
}

@Suite("Promises: proof and who takes over")
struct PromiseProofTests {
  @Test("S-03 the evidence that a promise was kept is on record") func proof() throws {
    var trial = try Trial("- Promise: rider within 5 min uploads the photo; else 【escalate】\n- Conclude: end=done")
    try trial.send(.promiseKept(try #require(trial.state.promises.keys.first), proof: "photo 17"), from: .person(name: "Wang", role: "agent"))
    let settled = trial.events.compactMap { if case .promiseSettled(let settled) = $0.kind { settled } else { nil } }
    #expect(settled.map(\.proof) == ["photo 17"])
    #expect(trial.state.phase == .closed)
  }

  @Test("T-12 broken, a role takes over, also when the procedure has ended") func takenOver() throws {
    var trial = try Trial("- Promise: rider within 5 min uploads the photo; else hand over (supervisor)\n- Conclude: end=done")
    #expect(trial.state.phase == .settling)
    try trial.pass(.minutes(5))
    #expect(trial.task?.role == "supervisor")
    #expect(trial.state.phase == .settling)
    try trial.answer("done")
    #expect(trial.state.phase == .closed)
  }
}

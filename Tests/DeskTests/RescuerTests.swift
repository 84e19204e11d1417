import Casework
@testable import Desk
import Foundation
import Ledger
import Playbook
import Testing

@Suite("Nothing dies silently")
struct RescuerTests {
  /// The case as a faulty program might leave it: open, with nothing that would move it.
  private func stranded(_ state: Case) throws -> Case {
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(state))
    var object = try #require(json as? [String: Any])
    for key in ["timers", "effects", "tasks"] { object[key] = object[key] is [Any] ? [] as [Any] : [:] as [String: Any] }
    return try JSONDecoder().decode(Case.self, from: JSONSerialization.data(withJSONObject: object))
  }

  @Test func `a case with nothing to wait for is stranded, one with an effect or a timer isn't`() async throws {
    let stage = try await Stage()
    let id = try await stage.open("A-1").caseID
    let state = try await stage.state(id)
    #expect(!state.isStranded)
    #expect(try stranded(state).isStranded)
    let closed = try await stage.open("A-2", facts: ["stock": "gone"]).caseID
    #expect(try await !stage.state(closed).isStranded)
  }

  @Test func `a stranded case is told once`() async throws {
    let stage = try await Stage()
    let id = try await stage.open("A-1").caseID
    let broken = try stranded(try await stage.state(id))
    stage.ledger.show(broken)
    let noticed = stage.desk.notices()
    let looks = stage.ledger.readsOfShown
    try await stage.whileRunning {
      for round in 1...3 {
        try await eventually("round \(round) has looked at it") { stage.ledger.readsOfShown >= looks + round }
        // The sleeper may not have lain down yet: it sees the new time then.
        stage.clock.advance(.minutes(11))
      }
    }
    let told = await noticed.reduce(into: [CaseID]()) { told, notice in
      if case .stranded(let id) = notice { told.append(id) }
    }
    #expect(told == [id])
  }

  @Test func `with more open cases than a round looks at, the oldest is found too`() async throws {
    let stage = try await Stage()
    for number in 1...7 { try await stage.open("A-\(number)") }
    let oldest = CaseID("C-000001")
    stage.ledger.show(try stranded(try await stage.state(oldest)))
    let noticed = Audience<DeskNotice>()
    var notices = noticed.listen().makeAsyncIterator()
    let rescuer = Rescuer(name: "desk-1", ledger: stage.ledger, clock: stage.clock, noticed: noticed, casesLimit: 2)
    let running = Task { await rescuer.run() }
    let rounds = Task {
      while !Task.isCancelled {
        stage.clock.advance(.minutes(11))
        try await Task.sleep(for: .milliseconds(2))
      }
    }
    guard case .stranded(oldest) = await notices.next() else {
      Issue.record("the oldest case is told")
      return
    }
    rounds.cancel()
    running.cancel()
    await running.value
  }
}

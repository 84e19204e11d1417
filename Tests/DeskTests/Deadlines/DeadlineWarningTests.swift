import Casework
import Ledger
import Playbook
import Testing

@testable import Desk

@Suite("Warnings of deadlines in the record")
struct DeadlineWarningTests {
  private func warnings(of id: CaseID, in stage: DeadlineStage) async -> [DeadlineWarned] {
    await stage.ledger.readEvents(of: id, after: 0).compactMap { if case .deadlineWarned(let warned) = $0.kind { warned } else { nil } }
  }

  private func due(_ rule: String, of id: CaseID, in stage: DeadlineStage) async throws -> Instant { try #require(try await stage.row(rule, of: id).due) }

  @Test func `T-02 a warning stands in the case, once over all desks`() async throws {
    let stage = try await DeadlineStage()
    let other = try await stage.another()
    let id = try await stage.open("A-1")
    try await stage.pass(TimeAmount(seconds: 33))
    #expect(await warnings(of: id, in: stage).isEmpty)
    stage.clock.advance(.minutes(20))
    async let one: Void = stage.watch.catchUp()
    async let two: Void = other.watch.catchUp()
    _ = try await (one, two)
    let expected = [DeadlineWarned(deadline: "reply", origin: 1, due: try await due("reply", of: id, in: stage))]
    #expect(await warnings(of: id, in: stage) == expected)
    #expect(try await stage.row("reply", of: id).warnedAt == stage.clock.now())
    for _ in 0..<3 { try await other.pass(.minutes(10)) }
    #expect(await warnings(of: id, in: stage) == expected, "the miss stands beside it")
    #expect(await stage.count("waited", in: id) == 1)
  }

  @Test func `T-02 killed between telling the case of a warning and noting it, the next desk tells it once`() async throws {
    let stage = try await DeadlineStage()
    let id = try await stage.open("A-1")
    try await stage.pass(TimeAmount(seconds: 33))
    stage.clock.advance(.minutes(20))
    let row = try await stage.row("reply", of: id)
    // What the first desk sent before it was killed.
    let warned = DeadlineWarned(deadline: row.rule, origin: row.origin, due: row.due)
    try await stage.send(.deadlineWarned(warned), to: id, as: "deadline:\(id):\(row.rule):\(row.origin):warning", from: .clock)
    try await stage.another().watch.catchUp()
    #expect(await warnings(of: id, in: stage) == [warned])
    #expect(try await stage.row("reply", of: id).warnedAt == stage.clock.now())
    #expect(await stage.ledger.deadlinesToTell(at: stage.clock.now(), limit: 9).isEmpty)
  }

  @Test func `T-02 what was worked out before a reply warns of nothing`() async throws {
    let stage = try await DeadlineStage()
    let id = try await stage.open("A-1")
    try await stage.pass(TimeAmount(seconds: 33))
    let row = try await stage.row("reply", of: id)
    let seen = await stage.ledger.readEvents(of: id, after: 0).count
    stage.clock.advance(.minutes(20))
    try await stage.send(.wrote(.to("customer", on: .im, "We look into it.")), to: id, as: "reply")
    // Another desk worked its warning out before that.
    let content = Signal.Content.deadlineWarned(DeadlineWarned(deadline: row.rule, origin: row.origin, due: row.due))
    let signal = Signal(id: SignalID("deadline:\(id):reply:1:warning"), caseID: id, sender: .clock, content: content)
    await #expect(throws: DeskError.refused(.changedMeanwhile(id))) { try await stage.desk.receive(signal, expecting: seen) }
    try await stage.pass(.minutes(5))
    #expect(await warnings(of: id, in: stage).isEmpty)
    #expect(try await stage.standing("reply", of: id) == .met)
  }

  @Test func `two deadlines that come near at once are both told`() async throws {
    let row = "| solve | Solve | opened | closed | 8 h | wall clock | | | |"
    let text = timedPlaybook.replacing(row, with: "| solve | Solve | opened | closed | 8 h | wall clock | | 460 min before | |")
    let stage = try await DeadlineStage(text)
    let id = try await stage.open("A-1")
    try await stage.pass(.minutes(21))
    #expect(Set(await warnings(of: id, in: stage).map(\.deadline)) == ["reply", "solve"])
    #expect(await stage.ledger.deadlinesToTell(at: stage.clock.now(), limit: 9).isEmpty)
  }

  @Test func `what counts deadlines counts the same with a warning in the record`() async throws {
    let stage = try await DeadlineStage()
    let id = try await stage.open("A-1")
    try await stage.pass(TimeAmount(seconds: 33))
    let before = await stage.ledger.deadlines(of: id)
    try await stage.pass(.minutes(20))
    _ = try await stage.ledger.rebuild()
    try await stage.watch.catchUp()
    let after = await stage.ledger.deadlines(of: id)
    #expect(after.map(\.id) == before.map(\.id) && after.map(\.due) == before.map(\.due) && after.map(\.end) == before.map(\.end))
    #expect(await warnings(of: id, in: stage).count == 1, "and it isn't told anew")
  }
}

import Casework
import Channels
import GRDB
import Ledger
import Playbook
import Testing

@testable import Desk
@testable import LedgerSQLite

@Suite("Deadlines under way")
struct DeadlineFaultTests {
  /// Counts what a closure does.
  private actor Tally {
    private var count = 0

    func next() -> Int {
      count += 1
      return count
    }
  }

  private func take(_ work: WorkID, _ person: String, at now: Instant, from former: String? = nil, in ledger: MemoryLedger) async -> AssignmentResult {
    let assignment = Assignment(work: work, person: person, channel: .online, at: now, by: person)
    return await ledger.assign(assignment, limit: nil, replacing: former, noting: [])
  }

  @Test func `T-03 a task that was taken in time may go to somebody else, and back`() async throws {
    let stage = try await DeadlineStage()
    let id = try await stage.open("A-1")
    let work = WorkID(id, try #require(await stage.ledger.readCase(id)?.tasks.keys.first))
    stage.clock.advance(TimeAmount(seconds: 20))
    #expect(await take(work, "account:li", at: stage.clock.now(), in: stage.ledger) == .made)
    stage.clock.advance(.minutes(5))
    #expect(await take(work, "account:wang", at: stage.clock.now(), from: "account:li", in: stage.ledger) == .made)
    try await stage.pass(.minutes(1))
    #expect(try await stage.standing("take", of: id) == .met)
    _ = await stage.ledger.takeBack(work, noting: [])
    try await stage.pass(.minutes(1))
    #expect(try await stage.standing("take", of: id) == .met)
    #expect(await stage.asides(in: id).isEmpty)
  }

  @Test func `T-03 what was decided in time and stored a moment later isn't told as missed`() async throws {
    let stage = try await DeadlineStage()
    let id = try await stage.open("A-1")
    let work = WorkID(id, try #require(await stage.ledger.readCase(id)?.tasks.keys.first))
    stage.clock.advance(TimeAmount(seconds: 30))
    let inTime = stage.clock.now()
    try await stage.pass(TimeAmount(seconds: 1))
    #expect(try await stage.standing("take", of: id) == .breached, "as far as anybody knows")
    #expect(await stage.asides(in: id).isEmpty)
    #expect(await take(work, "account:li", at: inTime, in: stage.ledger) == .made)
    try await stage.pass(.minutes(1))
    #expect(try await stage.standing("take", of: id) == .met)
    #expect(await stage.asides(in: id).isEmpty)
  }

  @Test func `T-03 misses are told while cases keep coming in`() async throws {
    let stage = try await DeadlineStage()
    let tally = Tally()
    // With each look something more comes in.
    let watch = try #require(
      DeadlineWatch(desk: stage.desk) { _ in
        let number = await tally.next()
        if number < 50 { _ = try? await stage.open("B-\(number)") }
      })
    let id = try await stage.open("A-1")
    stage.clock.advance(TimeAmount(seconds: 33))
    try await watch.catchUp()
    #expect(await stage.asides(in: id) == ["press"])
    #expect(await tally.next() < 20, "who looks isn't kept waiting for what comes in meanwhile")
  }

  @Test func `a case that comes to a version with a new deadline is told of no miss from before`() async throws {
    let stage = try await DeadlineStage()
    var notices = stage.desk.notices().makeAsyncIterator()
    let id = try await stage.open("A-1")
    try await stage.pass(.minutes(1))
    guard case .deadlineMissed(id, "take", due: _, nil)? = await notices.next() else {
      Issue.record("nobody took the task")
      return
    }
    try await stage.send(.wrote(.to("customer", on: .im, "We look into it.")), to: id, as: "reply")
    try await stage.pass(.hours(2))
    let rows = """
      | hour | Within an hour | opened | closed | 1 h | wall clock | | | Waited too long |
      | night | Within three hours | opened | closed | 3 h | wall clock | | | Waited too long |
      """
    let row = "| solve | Solve |"
    let text = timedPlaybook.replacing(row, with: rows + "\n" + row)
    let publisher = Publisher(desk: stage.desk, ledger: stage.ledger)
    let report = try await publisher.publish([SourceText(path: "timed.md", text: text)], by: "Wang", cases: .moveAndHandOver)
    #expect(report.moved == 1)
    let movedAt = stage.clock.now()
    try await stage.pass(.minutes(1))
    #expect(try await stage.standing("hour", of: id) == .breached, "it was missed by the count")
    #expect(try await stage.row("hour", of: id).missedAt == movedAt)
    #expect(await stage.count("waited", in: id) == 0, "nobody could have kept it")
    try await stage.pass(.hours(1))
    #expect(await stage.count("waited", in: id) == 1)
    guard case .deadlineMissed(id, "night", due: _, nil)? = await notices.next() else {
      Issue.record("the next one is told")
      return
    }
  }

  @Test func `what can't be read stands in nobody's way`() async throws {
    let stored = try SQLiteLedger(path: temporaryFile("sqlite"))
    let clock = ManualClock()
    let desk = Desk(name: "reader", ledger: stored, connectors: Connectors(default: ScriptedConnector()), clock: clock)
    let plan = try await desk.shelf.publish([SourceText(path: "timed.md", text: timedPlaybook)], at: clock.now()).plan
    var ids: [CaseID] = []
    for number in 1...5 {
      let opening = Opening(playbook: plan.id, version: plan.version, subject: "A-\(number)", channel: .online, facts: [])
      ids.append(try await desk.open(opening, id: SignalID("open-\(number)"), sender: .platform).caseID)
    }
    let wrote = Signal.Content.wrote(.to("customer", on: .im, "Yes?"))
    _ = try await desk.receive(Signal(id: SignalID("reply"), caseID: ids[1], sender: .person(name: "li", role: "agent"), content: wrote))
    // Of the second case only the beginning, the third and the last one whole.
    let broken = [ids[1], ids[2], ids[4]].map(\.text)
    try await stored.write { db in
      for id in broken {
        try db.execute(
          sql: """
            UPDATE entries SET events = '[["no-such-kind",1,null,{}]]'
            WHERE position = (SELECT min(position) FROM entries WHERE case_id = ?)
            """, arguments: [id])
      }
    }
    // As after a restart: this process has just written them, and knows them by heart.
    stored.tail.forget()
    var seen: [CaseID] = []
    var (position, end) = (-1, 0)
    while position != end {
      position = end
      let read = try await RecordReading.turns(after: position, limit: 9, in: stored)
      seen += read.turns.map(\.caseID)
      end = read.end
    }
    #expect(seen == [ids[0], ids[3], ids[1]])
    let latest = try await stored.latestPosition()
    #expect(end == latest)

    let watch = try #require(DeadlineWatch(desk: desk))
    try await watch.catchUp()
    #expect(try await stored.deadlinePosition() == latest)
    clock.advance(TimeAmount(seconds: 33))
    try await watch.catchUp()
    for id in [ids[0], ids[3]] {
      let events = try await stored.readEvents(of: id, after: 0)
      #expect(events.contains { if case .effectPlanned(let effect) = $0.kind { effect.action == "press" } else { false } }, "\(id) is told")
    }
    for id in [ids[1], ids[2], ids[4]] { #expect(try await stored.deadlines(of: id).isEmpty) }
  }
}

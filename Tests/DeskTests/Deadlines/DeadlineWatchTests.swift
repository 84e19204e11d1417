import Casework
import Ledger
import Playbook
import Testing

@testable import Desk

@Suite("Watching over deadlines")
struct DeadlineWatchTests {
  @Test func `T-02 people are warned, then the case is told once that it was missed`() async throws {
    let stage = try await DeadlineStage()
    var notices = stage.desk.notices().makeAsyncIterator()
    let id = try await stage.open("A-1")
    try await stage.watch.catchUp()
    #expect(try await stage.standing("reply", of: id) == .running)
    try await stage.pass(TimeAmount(seconds: 33))
    guard case .deadlineMissed(id, "take", due: _, nil)? = await notices.next() else {
      Issue.record("nobody took the task")
      return
    }
    try await stage.pass(.minutes(20))
    guard case .deadlineNear(id, "reply", due: _)? = await notices.next() else {
      Issue.record("nobody was warned")
      return
    }
    #expect(try await stage.standing("reply", of: id) == .warned)
    #expect(await stage.count("waited", in: id) == 0)
    for _ in 0..<3 { try await stage.pass(.minutes(10)) }
    guard case .deadlineMissed(id, "reply", due: _, nil)? = await notices.next() else {
      Issue.record("nobody was told")
      return
    }
    #expect(await stage.count("waited", in: id) == 1)
    #expect(try await stage.standing("reply", of: id) == .breached)
    #expect(try await stage.row("reply", of: id).missedAt != nil)
  }

  @Test func `T-03 nobody is free within 30 s: the supervisor is told, once over all desks`() async throws {
    let stage = try await DeadlineStage()
    let other = try await stage.another()
    let id = try await stage.open("A-1")
    stage.clock.advance(TimeAmount(seconds: 30))
    try await stage.watch.catchUp()
    #expect(await stage.asides(in: id).isEmpty, "exactly in time")
    stage.clock.advance(TimeAmount(seconds: 3))
    async let one: Void = stage.watch.catchUp()
    async let two: Void = other.watch.catchUp()
    _ = try await (one, two)
    #expect(await stage.asides(in: id) == ["press"])
    try await other.pass(.hours(1))
    #expect(await stage.asides(in: id) == ["press"])
  }

  @Test func `T-03 who takes the task is found in time, though no event says it`() async throws {
    let stage = try await DeadlineStage()
    let id = try await stage.open("A-1")
    try await stage.watch.catchUp()
    let task = try #require(await stage.ledger.readCase(id)?.tasks.keys.first)
    stage.clock.advance(TimeAmount(seconds: 20))
    let assignment = Assignment(work: WorkID(id, task), person: "account:li", channel: .online, at: stage.clock.now(), by: "account:li")
    #expect(await stage.ledger.assign(assignment, limit: nil, replacing: nil, noting: []) == .made)
    try await stage.pass(.minutes(1))
    for rule in ["take", "reply"] { #expect(try await stage.standing(rule, of: id) == .met, "\(rule)") }
    #expect(await stage.asides(in: id).isEmpty)
  }

  @Test func `T-03 killed between telling the case and noting it, the next desk tells it once`() async throws {
    let stage = try await DeadlineStage()
    let id = try await stage.open("A-1")
    try await stage.watch.catchUp()
    stage.clock.advance(.minutes(31))
    let rows = await stage.ledger.deadlinesToTell(at: stage.clock.now(), limit: 9)
    #expect(Set(rows.map(\.rule)) == ["reply", "take"])
    // What the first desk sent before it was killed.
    for row in rows {
      let content: Signal.Content = row.rule == "reply" ? .happened("waited") : .perform("press", arguments: [:])
      try await stage.send(content, to: id, as: "deadline:\(id):\(row.rule):\(row.origin)", from: .clock)
    }
    try await stage.another().watch.catchUp()
    #expect(await stage.count("waited", in: id) == 1)
    #expect(await stage.asides(in: id) == ["press"])
    #expect(await stage.ledger.deadlinesToTell(at: stage.clock.now(), limit: 9).isEmpty)
  }

  @Test func `a closed case takes nothing, and isn't asked again`() async throws {
    let stage = try await DeadlineStage()
    var notices = stage.desk.notices().makeAsyncIterator()
    let id = try await stage.open("A-1")
    stage.clock.advance(.minutes(40))
    let task = try #require(await stage.ledger.readCase(id)?.tasks.keys.first)
    try await stage.send(.taskDone(task, choice: "Done"), to: id, as: "done")
    #expect(await stage.ledger.readCase(id)?.phase == .closed)
    try await stage.watch.catchUp()
    guard case .deadlineMissed(id, _, due: _, .refused(.caseClosed(id))?)? = await notices.next() else {
      Issue.record("it was missed all the same")
      return
    }
    #expect(await stage.ledger.nextDeadlineMoment() == nil)
    #expect(try await stage.standing("reply", of: id) == .breached)
    #expect(try await stage.standing("solve", of: id) == .met)
  }

  @Test func `the running watch wakes for commits and for what is due`() async throws {
    let stage = try await DeadlineStage()
    let running = Task { await stage.watch.run() }
    let id = try await stage.open("A-1")
    try await eventually("the case has its deadlines") { await stage.ledger.deadlines(of: id).count == 3 }
    stage.clock.advance(TimeAmount(seconds: 33))
    try await eventually("the desk has told of the breach") { await stage.asides(in: id) == ["press"] }
    #expect(try await stage.standing("take", of: id) == .breached)
    running.cancel()
    await running.value
  }

  @Test func `T-12 what is due first is offered first`() async throws {
    let stage = try await DeadlineStage()
    let router = WorkRouter(desk: stage.desk, store: stage.ledger)
    let watch = try #require(DeadlineWatch(desk: stage.desk) { await router.deadlinesChanged(of: $0) })
    let first = try await stage.open("A-1")
    try await watch.catchUp()
    stage.clock.advance(.minutes(5))
    let second = try await stage.open("A-2")
    try await router.look()
    try await watch.catchUp()
    #expect(try await router.list(WorkFilter()).map(\.standing.work.id.caseID) == [first, second])
    let due = try await stage.row("take", of: second).due
    #expect(try await router.list(WorkFilter(caseID: second)).map(\.standing.work.deadline) == [due], "told by the watch, without a change of the case")
    // The first one has replied in time and waits for nothing but its end.
    try await stage.send(.wrote(.to("customer", on: .im, "Yes?")), to: first, as: "reply")
    try await watch.catchUp()
    #expect(try await router.list(WorkFilter()).map(\.standing.work.id.caseID) == [second, first])
  }

  @Test func `a rebuild works everything out again and tells nothing twice`() async throws {
    let stage = try await DeadlineStage()
    let id = try await stage.open("A-1")
    try await stage.pass(.minutes(31))
    let before = await stage.ledger.deadlines(of: id)
    _ = try await stage.ledger.rebuild()
    #expect(await stage.ledger.deadlinePosition() == 0)
    try await stage.watch.catchUp()
    #expect(await stage.ledger.deadlines(of: id) == before)
    #expect(await stage.count("waited", in: id) == 1)
    #expect(await stage.asides(in: id) == ["press"])
  }

  @Test func `a playbook without deadlines costs nothing and keeps nothing`() async throws {
    let stage = try await DeadlineStage(workPlaybook)
    let id = try await stage.open("A-1")
    try await stage.pass(.hours(1))
    #expect(await stage.ledger.deadlines(of: id).isEmpty)
    #expect(await stage.ledger.deadlinePosition() > 0)
  }

  // MARK: figures

  @Test func `T-04 T-20 key figures of some days, with their targets`() async throws {
    let stage = try await DeadlineStage()
    let today = CivilDay(number: (stage.clock.now().milliseconds + 8 * 3_600_000) / 86_400_000)
    let empty = try #require(try await stage.desk.keyFigures(from: today, to: today).first)
    #expect(empty.playbook == "timed" && empty.opened == 0 && empty.closed == 0)
    #expect(empty.figures.map(\.value) == [nil, nil, nil, nil, nil] && empty.figures.allSatisfy { $0.isMet == nil && $0.count == 0 })
    for number in 1...3 {
      let id = try await stage.open("A-\(number)")
      let task = try #require(await stage.ledger.readCase(id)?.tasks.keys.first)
      stage.clock.advance(TimeAmount(seconds: number == 3 ? 40 : 20))
      let assignment = Assignment(work: WorkID(id, task), person: "account:li", channel: .online, at: stage.clock.now(), by: "account:li")
      _ = await stage.ledger.assign(assignment, limit: nil, replacing: nil, noting: [])
      guard number < 3 else { continue }
      try await stage.send(.facts([FactReport(fact: "rating", value: .number(Double(3 + number)), source: "platform")]), to: id, as: "rated-\(number)")
      stage.clock.advance(.minutes(Int64(number) * 10))
      try await stage.send(.taskDone(task, choice: "Done"), to: id, as: "done-\(number)")
    }
    try await stage.pass(TimeAmount(seconds: 1))
    let found = try #require(try await stage.desk.keyFigures(from: today, to: today, of: "timed").first)
    #expect(found.opened == 3 && found.closed == 2)
    let figures = Dictionary(uniqueKeysWithValues: found.figures.map { ($0.rule.id, $0) })
    #expect(figures["solved"]?.value == 100 && figures["solved"]?.isMet == true && figures["solved"]?.count == 2)
    #expect(figures["rating"]?.value == 4.5 && figures["rating"]?.isMet == true)
    #expect(figures["handling"]?.value == 900 && figures["handling"]?.isMet == true, "10 and 20 minutes")
    #expect(figures["taken"].map { Int($0.value ?? 0) } == 66 && figures["taken"]?.isMet == false, "two of three")
    #expect(figures["first"]?.count == 3 && figures["first"]?.isMet == nil, "no target")
    let tomorrow = CivilDay(number: today.number + 1)
    #expect(try await stage.desk.keyFigures(from: tomorrow, to: tomorrow).first?.opened == 0)
    #expect(try await stage.desk.keyFigures(from: today, to: today, of: "other").isEmpty)
  }
}

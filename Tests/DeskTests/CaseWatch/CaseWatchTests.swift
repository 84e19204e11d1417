import Casework
import Channels
import Ledger
import LedgerSQLite
import Playbook
import Testing

@testable import Desk

@Suite("Watching over many cases")
struct CaseWatchTests {
  private func staged(_ kind: LedgerKind) async throws -> WatchStage {
    let stage = try WatchStage(kind)
    try await stage.publish(watchedPlaybook)
    try await stage.publish(outbreakPlaybook, path: "b.md")
    return stage
  }

  @discardableResult
  private func ill(_ stage: WatchStage, _ number: Int, guest: String? = nil, shop: String = "M-7") async throws -> CaseID {
    try await stage.open("complaint", "order/\(number)", ["shop.id": shop, "guest.id": guest ?? "U-\(number)", "kind": "ill"])
  }

  @Test(arguments: LedgerKind.allCases)
  func `T-16 three ill from one shop open one parent, the fourth joins it`(_ kind: LedgerKind) async throws {
    let stage = try await staged(kind)
    var ids: [CaseID] = []
    for number in 1...2 { ids.append(try await ill(stage, number)) }
    try await ill(stage, 8, shop: "M-8")
    try await stage.catchUp()
    #expect(try await stage.cases(of: "outbreak").isEmpty)
    ids.append(try await ill(stage, 3))
    try await stage.catchUp()
    let parent = try #require(try await stage.cases(of: "outbreak").first)
    #expect(parent.subject == "shop/M-7")
    #expect(parent.facts["shop.id"]?.value == .text("M-7"))
    #expect(stage.number("count", of: parent) == 3 && stage.number("people", of: parent) == 3)
    #expect(parent.facts["cases"]?.value == .text(ids.map(\.text).joined(separator: "、")))
    #expect(parent.links.map(\.other).sorted() == ids && parent.links.allSatisfy { $0.relation == .child })
    ids.append(try await ill(stage, 4))
    try await stage.catchUp()
    let again = try await stage.cases(of: "outbreak")
    #expect(again.count == 1)
    #expect(stage.number("count", of: again[0]) == 4)
    for id in ids { #expect(try await stage.state(id).links == [Linked(other: parent.id, relation: .parent)]) }
  }

  @Test(arguments: LedgerKind.allCases)
  func `T-16 facts that come later count at the time of what is counted`(_ kind: LedgerKind) async throws {
    let stage = try await staged(kind)
    let first = try await stage.open("complaint", "order/1", ["guest.id": "U-1", "kind": "ill"])
    try await ill(stage, 2)
    try await ill(stage, 3)
    // The rule is in force from here on.
    try await stage.catchUp()
    #expect(try await stage.cases(of: "outbreak").isEmpty)
    stage.clock.advance(.hours(30))
    // Whom it was from is heard a day later: they fell ill together all the same.
    try await stage.learn(["shop.id": "M-7"], in: first, signal: "late")
    try await stage.catchUp()
    #expect(try await stage.cases(of: "outbreak").count == 1)
    // A case that is corrected doesn't count any more; what was opened stays.
    try await stage.learn(["kind": "late"], in: first, signal: "corrected")
    try await stage.catchUp()
    #expect(try await stage.cases(of: "outbreak").map(\.phase) == [.open])
  }

  @Test(arguments: LedgerKind.allCases)
  func `T-16 after the parent has closed new cases have to bring it about again`(_ kind: LedgerKind) async throws {
    let stage = try await staged(kind)
    for number in 1...3 { try await ill(stage, number) }
    try await stage.catchUp()
    let parent = try #require(try await stage.cases(of: "outbreak").first)
    _ = try await stage.desk.receive(Signal(id: SignalID("over"), caseID: parent.id, sender: .platform, content: .happened("over")))
    #expect(try await stage.state(parent.id).phase == .closed)
    for number in 4...5 { try await ill(stage, number) }
    try await stage.catchUp()
    #expect(try await stage.cases(of: "outbreak").count == 1)
    try await ill(stage, 6)
    try await stage.catchUp()
    let second = try await stage.cases(of: "outbreak")
    #expect(second.count == 2)
    #expect(second[1].links.count == 3)
  }

  @Test func `T-16 killed between counting and opening, the next desk opens it once`() async throws {
    let ledger = try LedgerKind.sqlite.makeLedger()
    let clock = ManualClock()
    let first = try WatchStage(on: ledger, clock)
    try await first.publish(watchedPlaybook)
    try await first.publish(outbreakPlaybook, path: "b.md")
    for number in 1...2 { try await ill(first, number) }
    try await first.catchUp()
    try await ill(first, 3)
    // Counted and stored; then the desk is gone.
    _ = try await first.watch.count()
    #expect(try await first.cases(of: "outbreak").isEmpty)
    let second = try WatchStage(on: ledger, clock)
    try await second.catchUp()
    #expect(try await second.cases(of: "outbreak").map(\.links.count) == [3])
    // Killed before it was marked as told, or told by two desks: the same names, nothing twice.
    let third = try WatchStage(on: ledger, clock)
    try await third.catchUp()
    try await first.catchUp()
    let parents = try await third.cases(of: "outbreak")
    #expect(parents.map(\.links.count) == [3])
  }

  @Test func `T-16 killed before counting, the next desk counts it`() async throws {
    let ledger = try LedgerKind.sqlite.makeLedger()
    let clock = ManualClock()
    let first = try WatchStage(on: ledger, clock)
    try await first.publish(watchedPlaybook)
    try await first.publish(outbreakPlaybook, path: "b.md")
    try await first.catchUp()
    for number in 1...3 { try await ill(first, number) }
    clock.advance(.hours(72))
    let second = try WatchStage(on: ledger, clock)
    try await second.catchUp()
    #expect(try await second.cases(of: "outbreak").map(\.links.count) == [3], "it happened while the rule was in force")
  }

  @Test(arguments: LedgerKind.allCases)
  func `a rebuild counts anew and opens nothing twice`(_ kind: LedgerKind) async throws {
    let stage = try await staged(kind)
    for number in 1...4 { try await ill(stage, number) }
    try await ill(stage, 8, shop: "M-8")
    try await stage.catchUp()
    let before = try await stage.store.watchedSubjects(of: "ill", limit: 10)
    let states = try await stage.cases(of: "outbreak")
    _ = try await stage.ledger.rebuild()
    let again = try WatchStage(on: stage.ledger, stage.clock)
    try await again.catchUp()
    #expect(try await again.store.watchedSubjects(of: "ill", limit: 10) == before)
    #expect(try await again.cases(of: "outbreak") == states)
    try await ill(again, 5)
    try await again.catchUp()
    #expect(try await again.cases(of: "outbreak").map(\.links.count) == [5])
  }

  @Test(arguments: LedgerKind.allCases)
  func `a rule that is taken up later opens nothing whose time is over`(_ kind: LedgerKind) async throws {
    let stage = try WatchStage(kind)
    let lines = watchedPlaybook.split(separator: "\n", omittingEmptySubsequences: false)
    let end = try #require(lines.firstIndex { $0.hasPrefix("## Rules") })
    try await stage.publish(lines[..<end].joined(separator: "\n"))
    try await stage.publish(outbreakPlaybook, path: "b.md")
    for number in 1...3 { try await ill(stage, number) }
    stage.clock.advance(.hours(48))
    for number in 4...6 { try await ill(stage, number, shop: "M-9") }
    try await stage.publish(watchedPlaybook)
    try await stage.catchUp()
    #expect(try await stage.cases(of: "outbreak").map(\.subject) == ["shop/M-9"])
  }

  @Test(.timeLimit(.minutes(5)))
  func `T-16 a running desk opens the parent by itself, and two desks open one`() async throws {
    let path = temporaryFile("sqlite")
    let clock = ManualClock()
    let one = try WatchStage(on: SQLiteLedger(path: path), clock)
    let other = try WatchStage(on: SQLiteLedger(path: path), clock)
    try await one.publish(watchedPlaybook)
    try await one.publish(outbreakPlaybook, path: "b.md")
    let (desk, second) = (one.desk, other.desk)
    let running = [Task { try await desk.run() }, Task { try await second.run() }]
    defer { for task in running { task.cancel() } }
    for number in 1...3 { try await ill(one, number) }
    // Told by the ledger itself, whichever desk was faster.
    try await eventually("no parent was opened") { try await one.cases(of: "outbreak").map(\.links.count) == [3] }
    try await ill(one, 4)
    try await eventually("the next one was joined") { try await one.cases(of: "outbreak").map(\.links.count) == [4] }
    #expect(try await one.cases(of: "outbreak").count == 1)
    for task in running { task.cancel() }
  }

  @Test func `what can't be opened is told, and opened when it can be`() async throws {
    let stage = try WatchStage()
    try await stage.publish(watchedPlaybook)
    var notices = stage.desk.notices().makeAsyncIterator()
    for number in 1...3 { try await ill(stage, number) }
    try await stage.catchUp()
    guard case .ruleStuck("ill", subject: "shop/M-7", .unknownPlaybook("outbreak"))? = await notices.next() else {
      Issue.record("nothing was told")
      return
    }
    try await stage.publish(outbreakPlaybook, path: "b.md")
    try await stage.catchUp()
    #expect(try await stage.cases(of: "outbreak").map(\.links.count) == [3])
  }
}

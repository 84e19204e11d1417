import Casework
import Desk
import Ledger
import Playbook
import Testing

@Suite("Watching orders")
struct OrderWatchTests {
  @Test(arguments: LedgerKind.allCases)
  func `O-01 an order that isn't delivered by its promised time is marked and gets its case, once`(_ kind: LedgerKind) async throws {
    let stage = try await OrderStage(kind)
    try await stage.whileWatching {
      try await stage.accept("A-1", promised: 30)
      try await stage.accept("A-2", promised: 30)
      try await stage.accept("A-3", promised: 45)
      _ = try await stage.watch.take([deed("A-2-2", "delivered", 29, "A-2")])
      stage.clock.advance(.minutes(29))
      #expect(try await stage.ledger.readMarks(of: "A-1").isEmpty)
      stage.clock.advance(.minutes(1))
      try await eventually("A-1 has its case") { try await stage.openCase("A-1") != nil }
      // The next one is waited for, not looked for again and again.
      stage.clock.advance(.minutes(15))
      try await eventually("A-3 has its case") { try await stage.openCase("A-3") != nil }
      try await eventually("everybody was told") { try await stage.ledger.marksToTell(limit: 9).isEmpty }
    }
    #expect(stage.handler.told == ["A-1", "A-3"])
    #expect(try await stage.ledger.readMarks(of: "A-1").map(\.due) == [noon + .minutes(30)])
    #expect(try await stage.ledger.readMarks(of: "A-2").isEmpty)
    let opened = try #require(try await stage.openCase("A-1"))
    #expect(opened.facts["order.state"]?.value == .choice("preparing"))
    #expect(opened.facts["order.overdue"]?.value == .flag(true))
    #expect(opened.facts["order.due-at"]?.value == .time(noon + .minutes(30)))
  }

  @Test(arguments: LedgerKind.allCases)
  func `O-01 a promise that is moved moves the moment, earlier or later`(_ kind: LedgerKind) async throws {
    let stage = try await OrderStage(kind)
    try await stage.whileWatching {
      try await stage.accept("A-1", promised: 30)
      try await stage.accept("A-2", promised: 600)
      _ = try await stage.watch.take([deed("a", "promised", 1, "A-1", promised: 90), deed("b", "promised", 1, "A-2", promised: 10)])
      stage.clock.advance(.minutes(40))
      try await eventually("A-2 was marked") { try await stage.ledger.readMarks(of: "A-2").count == 1 }
      #expect(try await stage.ledger.readMarks(of: "A-1").isEmpty)
      stage.clock.advance(.minutes(50))
      try await eventually("A-1 was marked") { try await stage.ledger.readMarks(of: "A-1").count == 1 }
    }
  }

  @Test(arguments: LedgerKind.allCases)
  func `O-01 marks that a crash left untold are told at the next start, and open one case`(_ kind: LedgerKind) async throws {
    let stage = try await OrderStage(kind)
    try await stage.accept("A-1", promised: 30)
    stage.clock.advance(.minutes(31))
    // Marked, then nothing more; and told, but nobody could say so any more.
    let marks = try await stage.ledger.markOverdue(at: stage.clock.now(), limit: 10, book: OrderBook()).marks
    let order = try #require(try await stage.ledger.readOrder("A-1", book: OrderBook())).order
    try await stage.handler.orderIsOverdue(marks[0], order)
    let next = try await OrderStage(kind, ledger: stage.ledger, clock: stage.clock)
    try await next.whileWatching { try await eventually("it was told") { try await next.ledger.marksToTell(limit: 9).isEmpty } }
    #expect(next.handler.told == ["A-1"])
    #expect(try await next.ledger.listCases(CaseFilter()).count == 1)
  }

  @Test func `a handler that can't just now is told again`() async throws {
    let stage = try await OrderStage()
    stage.handler.failNext(1)
    try await stage.whileWatching {
      try await stage.accept("A-1", promised: 1)
      stage.clock.advance(.minutes(2))
      try await eventually("the case is there") { try await stage.openCase("A-1") != nil }
    }
    #expect(stage.handler.told == ["A-1", "A-1"])
  }

  @Test(arguments: LedgerKind.allCases)
  func `catching up marks what is due, tells each thing once and returns`(_ kind: LedgerKind) async throws {
    let stage = try await OrderStage(kind)
    try await stage.accept("A-1", promised: 30)
    try await stage.accept("A-2", promised: 90)
    stage.clock.advance(.minutes(31))
    stage.handler.failNext(1)
    try await stage.watch.catchUp()
    #expect(try await stage.openCase("A-1") == nil, "the handler couldn't")
    try await stage.watch.catchUp()
    #expect(try await stage.openCase("A-1")?.facts["order.overdue"]?.value == .flag(true))
    #expect(stage.handler.told == ["A-1", "A-1"])
    _ = try await stage.watch.take([deed("d", "delivered", 32, "A-1")])
    try await stage.watch.catchUp()
    #expect(try await stage.openCase("A-1") == nil, "the case was told of the delivery and has ended")
    #expect(try await stage.ledger.listCases(CaseFilter()).count == 1)
    #expect(stage.handler.told == ["A-1", "A-1"])
  }

  @Test func `O-06 without the published playbook an overdue order is counted and opens nothing`() async throws {
    let stage = try await OrderStage(publishes: false)
    try await stage.whileWatching {
      try await stage.accept("A-1", promised: 1)
      stage.clock.advance(.minutes(2))
      try await eventually("it was told") {
        let (marks, untold) = (try await stage.ledger.readMarks(of: "A-1"), try await stage.ledger.marksToTell(limit: 9))
        return marks.count == 1 && untold.isEmpty
      }
    }
    #expect(try await stage.ledger.listCases(CaseFilter()).isEmpty)
    let day = OrderBook().day(of: noon)
    #expect(try await stage.ledger.readTallies(of: .merchant, "m-1", days: day...day, book: OrderBook())[day]?.overdue == 1)
    #expect(try await stage.ledger.readTallies(of: .rider, "r-1", days: day...day, book: OrderBook())[day]?.overdue == 1)
  }
}

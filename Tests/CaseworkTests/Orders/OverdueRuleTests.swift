import Casework
import Playbook
import Testing

@Suite("What is overdue is data")
struct OverdueRuleTests {
  private func standing(_ events: [OrderEvent], _ rule: OverdueRule? = OverdueRule(id: "delivery")) -> OverdueStanding? {
    rule?.standing(of: order(events))
  }

  private let accepted = told("1", "accepted", after: 0, category: "takeaway", promised: 40)

  @Test func `O-01 an order waits for its promised time, and a moved promise moves it`() {
    #expect(standing([accepted]) == .waiting(due: noon + .minutes(40)))
    #expect(standing([accepted, told("2", "promised", after: 10, promised: 70)]) == .waiting(due: noon + .minutes(70)))
    #expect(standing([told("1", "accepted", after: 0)]) == .nothing, "nothing was promised")
  }

  @Test func `O-01 what was delivered or cancelled in time is never overdue, what came after is late`() {
    #expect(standing([accepted, told("2", "delivered", after: 40)]) == .nothing)
    #expect(standing([accepted, told("2", "cancelled", after: 39)]) == .nothing)
    #expect(standing([accepted, told("2", "delivered", after: 41)]) == .late(due: noon + .minutes(40), ended: noon + .minutes(41)))
    #expect(standing([accepted, told("2", "cancelled", after: 50)]) == .late(due: noon + .minutes(40), ended: noon + .minutes(50)))
    #expect(standing([told("1", "created", after: 0, promised: 40)]) == .nothing, "nobody has paid")
  }

  @Test func `O-01 each category has its own rules`() {
    let book = OrderBook(
      rules: [
        OverdueRule(id: "meal", category: "takeaway", allowance: .wall(.minutes(10))),
        OverdueRule(id: "parcel", category: "parcel", allowance: .wall(.hours(24))),
        OverdueRule(id: "shipping", origin: .created, allowance: .wall(.hours(48)), milestone: .shipped),
      ].compactMap { $0 })
    func due(_ category: String?) -> Instant? {
      OrderFile(order: order([told("1", "accepted", after: 0, category: category, promised: 40)], book: book)).due(by: book)
    }
    #expect(due("takeaway") == noon + .minutes(50))
    #expect(due("parcel") == noon + .minutes(40) + .hours(24))
    #expect(due("letter") == noon + .hours(48) && due(nil) == noon + .hours(48))
  }

  @Test func `O-01 a rule may count by a calendar`() throws {
    let calendar = readCalendar(
      [SourceText(path: "c.yaml", text: "title: shop hours\nweekly: {workdays: [\"09:00-18:00\"]}\n")], language: .english, reading: { _ in nil })
    let rule = try #require(
      OverdueRule(id: "ship", origin: .created, allowance: .service(.hours(7)), calendar: calendar.calendar, milestone: .shipped))
    guard case .waiting(let due) = standing([told("1", "paid", after: 0)], rule) else {
      Issue.record("not waiting")
      return
    }
    #expect(TimeZoneOffset.china.text(noon) == "2026-11-25 12:00:00")
    #expect(TimeZoneOffset.china.text(due) == "2026-11-26 10:00:00")
    #expect(OverdueRule(id: "ship", allowance: .workingDays(2)) == nil, "without a calendar nobody can count working days")
  }

  @Test func `O-01 a mark is made once for each rule`() {
    let rules = [OverdueRule(id: "delivery"), OverdueRule(id: "shipping", allowance: .wall(.minutes(5)), milestone: .shipped)]
    let book = OrderBook(rules: rules.compactMap { $0 })
    var file = OrderFile(order: order([accepted], book: book))
    func marked(after minutes: Int64) -> [String] { file.mark(at: noon + .minutes(minutes), by: book).map(\.rule) }
    #expect(marked(after: 39) == [])
    #expect(marked(after: 41) == ["delivery"])
    #expect(file.due(by: book) == noon + .minutes(45))
    #expect(marked(after: 50) == ["shipping"])
    #expect(marked(after: 60) == [])
    #expect(file.due(by: book) == nil)
  }

  @Test func `O-06 an order counts for its merchant and rider on the day of its first event`() {
    let book = OrderBook()
    var file = OrderFile(order: order([accepted, told("2", "assigned", after: -60 * 13, merchant: "m-1", rider: "r-1")]))
    #expect(OrderContribution(file, by: book).day == book.day(of: noon) - 1)
    #expect(OrderContribution(file, by: book).ofRider.overdue == 0)
    _ = file.mark(at: noon + .minutes(41), by: book)
    #expect(OrderContribution(file, by: book).ofMerchant.overdue == 1 && OrderContribution(file, by: book).ofMerchant.late == 0)
    file.order.apply(told("3", "delivered", after: 45), book: book)
    #expect(OrderContribution(file, by: book).ofRider.overdue == 1 && OrderContribution(file, by: book).ofRider.late == 1)
    // The rider's report was late, the rider wasn't.
    file.order.apply(told("4", "delivered", after: 38), book: book)
    #expect(OrderContribution(file, by: book).ofRider.overdue == 0 && OrderContribution(file, by: book).ofRider.delivered == 1)
  }

  @Test func `days are the wall clock's, also before 1970`() {
    let book = OrderBook()
    #expect(book.day(of: Instant(milliseconds: 0)) == 0)
    #expect(book.day(of: Instant(milliseconds: 16 * 3_600_000)) == 1)
    #expect(book.day(of: Instant(milliseconds: -8 * 3_600_000 - 1)) == -1)
    #expect(book.day(of: Instant(milliseconds: .max)) > 0 && book.day(of: Instant(milliseconds: .min)) < 0)
  }
}

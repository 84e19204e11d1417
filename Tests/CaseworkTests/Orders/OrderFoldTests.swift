import Casework
import Playbook
import Testing

@Suite("Order events come to one state")
struct OrderFoldTests {
  @Test func `O-07 the newest word stands, whatever came first`() {
    let known = order(life)
    #expect(known.state?.value == "completed" && known.refund?.value == "withdrawn" && known.rider?.value == "r-0")
    #expect(known.promisedAt?.value == noon + .minutes(55))
    #expect(known.attributes["exception"]?.value == "rider")
    #expect(known.firstAt == noon && known.shippedAt == noon + .minutes(15) && known.deliveredAt == noon + .minutes(52))
    #expect(known.cancelledAt == nil)
  }

  @Test(arguments: 0..<300) func `O-07 any order of arrival, with repetitions, gives the same state`(_ seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    var events = life.filter { _ in dice.chance(80) } + [life[0]]
    let once = order(events.sorted { $0.stamp < $1.stamp })
    for _ in 0..<Int.random(in: 0...10, using: &dice) { if let event = dice.pick(events) { events.append(event) } }
    events.shuffle(using: &dice)
    #expect(order(events) == once)
  }

  @Test func `O-07 an older event changes nothing newer`() {
    var known = order([told("1", "delivered", after: 30), told("2", "assigned", after: 20, rider: "r-2")])
    known.apply(told("3", "picked-up", after: 10, rider: "r-1"), book: OrderBook())
    #expect(known.state?.value == "delivered" && known.rider?.value == "r-2" && known.shippedAt == noon + .minutes(10))
  }

  @Test func `kinds are data, an unknown one is kept without a state`() {
    let book = OrderBook(kinds: [OrderKind("handed-over", state: "delivering", milestone: .shipped)])
    let known = order([told("1", "handed-over", after: 1), told("2", "delivered", after: 2, merchant: "m-9")], book: book)
    #expect(known.state?.value == "delivering" && known.deliveredAt == nil && known.merchant?.value == "m-9")
    #expect(order([told("1", "paid", after: 1, state: "unpaid")]).state?.value == "unpaid", "the event's own word goes before its kind's")
  }

  @Test func `attributes are kept that facts are made of`() {
    let known = order([told("1", "noted", after: 1, [OrderAttribute("exception", "lost"), OrderAttribute("colour", "red")])])
    #expect(known.attributes.keys.sorted() == ["exception"])
  }
}

import Casework
import Playbook

/// 12:00 on a Wednesday, Chinese wall clock.
let noon = Instant(milliseconds: 1_795_579_200_000)

func told(
  _ id: String, _ kind: String, after minutes: Int64, sequence: Int64 = 0, order: String = "A-1", merchant: String? = nil, rider: String? = nil,
  category: String? = nil, promised: Int64? = nil, state: String? = nil, _ attributes: [OrderAttribute] = []
) -> OrderEvent {
  OrderEvent(
    id: id, order: order, kind: kind, at: noon + .minutes(minutes), sequence: sequence, merchant: merchant, rider: rider, category: category,
    promisedAt: promised.map { noon + .minutes($0) }, state: state, attributes: attributes)
}

/// The state that these events leave, in this order.
func order(_ events: [OrderEvent], book: OrderBook = OrderBook()) -> Order {
  var order = Order(events[0], book: book)
  for event in events.dropFirst() { order.apply(event, book: book) }
  return order
}

/// The life of an order, with corrections, coarse clocks and contradictions.
let life: [OrderEvent] = [
  told("1", "created", after: 0, merchant: "m-1", category: "takeaway", promised: 40), told("2", "paid", after: 1),
  told("3", "accepted", after: 2, merchant: "m-1"), told("4", "assigned", after: 5, rider: "r-1"),
  // The same minute: the platform's count decides, and without one the greater word.
  told("5", "assigned", after: 9, sequence: 1, rider: "r-2"), told("6", "assigned", after: 9, sequence: 2, rider: "r-0"),
  told("7", "promised", after: 12, promised: 50), told("8", "promised", after: 12, promised: 55),
  told("9", "picked-up", after: 15, [OrderAttribute("exception", "none")]), told("10", "noted", after: 20, [OrderAttribute("exception", "rider")]),
  told("11", "refund-requested", after: 30), told("12", "refund-withdrawn", after: 31), told("13", "delivered", after: 52), told("14", "completed", after: 90),
]

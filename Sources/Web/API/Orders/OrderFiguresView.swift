import Casework
import Playbook

/// A merchant's or rider's day.
struct OrderFiguresView: Encodable {
  let day: String
  let orders: Int64
  let delivered: Int64
  let cancelled: Int64
  let overdue: Int64
  let late: Int64

  init(day: Int64, _ tally: OrderTally) {
    self.day = CivilDay(number: day).text
    orders = tally.orders
    delivered = tally.delivered
    cancelled = tally.cancelled
    overdue = tally.overdue
    late = tally.late
  }
}

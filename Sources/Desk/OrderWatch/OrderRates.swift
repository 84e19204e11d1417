import Casework
import Ledger
import Playbook

/// Tells the rules over cases how many orders merchants had: what their rates are counted against.
enum OrderRates {
  static func areCounted(by plan: Plan) -> Bool { plan.caseRules.contains { $0.rate != nil } }

  /// Each order counts once for its merchant, on the day of the event that named it; telling it again changes nothing.
  static func count(_ events: [StoredOrderEvent], on desk: Desk) async throws(DeskError) {
    var named: [String: CountedOrder] = [:]
    for stored in events {
      guard let merchant = stored.event.merchant, named[stored.event.order] == nil else { continue }
      named[stored.event.order] = CountedOrder(id: stored.event.order, merchant: merchant, at: stored.event.at)
    }
    try await desk.countOrders(Array(named.values))
  }
}

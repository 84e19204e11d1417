import Playbook
import Synchronization

/// The plans that the writer has worked with last: the shelf need not be asked for each signal. What a version's plan is never changes.
final class KnownPlans: Sendable {
  private static let limit = 200

  private let plans = Mutex<[String: Plan]>([:])

  subscript(version: String) -> Plan? { plans.withLock { $0[version] } }

  func keep(_ plan: Plan) {
    plans.withLock { plans in
      if plans.count >= Self.limit { plans.removeAll() }
      plans[plan.version] = plan
    }
  }
}

import Ledger
import Playbook
import Synchronization

/// The plans that the writer has worked with last: the shelf need not be asked for each signal. What a version's plan is never changes.
final class KnownPlans: Sendable {
  private static let limit = 200

  private let plans = Mutex<[String: Plan]>([:])
  /// By version; of a move, by both.
  private let personal = Mutex<[String: PersonalFields]>([:])

  subscript(version: String) -> Plan? { plans.withLock { $0[version] } }

  func keep(_ plan: Plan) {
    plans.withLock { plans in
      if plans.count >= Self.limit { plans.removeAll() }
      plans[plan.version] = plan
    }
  }

  /// What a plan declares as personal.
  func personalFields(of plan: Plan) -> PersonalFields { known(plan.version) { PersonalFields(of: plan) } }

  /// What is personal in a case that goes from one plan to another.
  func personalFields(of change: PlanChange) -> PersonalFields {
    known("\(change.old.version) \(change.new.version)") { PersonalFields(from: change.old, to: change.new) }
  }

  private func known(_ key: String, _ make: () -> PersonalFields) -> PersonalFields {
    personal.withLock { known in
      if let fields = known[key] { return fields }
      let fields = make()
      if known.count >= Self.limit { known.removeAll() }
      known[key] = fields
      return fields
    }
  }
}

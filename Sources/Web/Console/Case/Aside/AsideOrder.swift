import Casework
import Desk
import Ledger
import Playbook

/// The order that a case is about.
struct AsideOrder {
  struct Moment {
    let label: String
    let when: PageTimes.Stamp
  }

  /// Something else that is known of it.
  struct Detail {
    let label: String
    let value: String
  }

  let number: String
  /// How far it has come.
  let stage: String
  let isOverdue: Bool
  let moments: [Moment]
  let details: [Detail]

  init(_ found: OrderFile, _ mapping: OrderMapping, _ look: AsideLook) {
    let order = found.order
    number = order.id
    let stageName =
      order.cancelledAt != nil ? "cancelled" : order.deliveredAt != nil ? "delivered" : order.shippedAt != nil ? "shipped" : "waiting"
    stage = look.words.text("aside-order-\(stageName)")
    let isOver = order.deliveredAt != nil || order.cancelledAt != nil
    isOverdue = !isOver && (!found.marks.isEmpty || order.promisedAt.map { $0.value < look.times.now } ?? false)
    let times: [(String, Instant?)] = [
      ("first", order.firstAt), ("promised-at", order.promisedAt?.value), ("shipped-at", order.shippedAt), ("delivered-at", order.deliveredAt),
      ("cancelled-at", order.cancelledAt),
    ]
    moments = times.compactMap { name, instant in
      instant.map { Moment(label: look.words.text("aside-order-\(name)"), when: look.stamp($0)) }
    }
    let named: [(String, OrderMapping.Part, String?)] = [
      ("state", .state, order.state?.value), ("refund", .refund, order.refund?.value), ("category", .category, order.category?.value),
      ("merchant", .merchant, order.merchant?.value), ("rider", .rider, order.rider?.value),
    ]
    let told = named.compactMap { name, part, value in
      value.map { Detail(label: look.words.text("aside-order-\(name)"), value: look.shown(Self.words(for: $0, as: mapping.facts[part], look))) }
    }
    // The platform's own attributes; whatever is a person's is masked for everybody.
    let attributes = PersonalAttributes.shown(order.attributes.mapValues(\.value)).sorted { $0.key < $1.key }.map { name, value in
      let fact = mapping.facts[.attribute(name)].flatMap(look.plan.fact)
      let isHidden = fact?.isPersonal == true
      return Detail(
        label: fact?.name ?? look.plan.party(name)?.name ?? (name == "customer" ? look.words.text("role-customer") : name),
        value: isHidden ? PersonalNumbers.mask : Self.words(for: value, as: fact?.id, look))
    }
    details = told + attributes
  }

  /// What the platform calls it, as the playbook does where it knows the fact.
  private static func words(for value: String, as id: Fact.ID?, _ look: AsideLook) -> String {
    guard let fact = id.flatMap(look.plan.fact), !fact.isPersonal, let known = fact.value(value) else { return value }
    return fact.words(for: known, in: look.language, zone: look.plan.zone)
  }
}

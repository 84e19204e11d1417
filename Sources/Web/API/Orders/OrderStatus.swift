import Casework
import Ledger
import Playbook

/// How an order stands, as its customer is told: in a sentence, with what is promised about it.
struct OrderStatus: Encodable {
  struct Matter: Encodable {
    struct Owed: Encodable {
      let text: String
      let due: String
    }

    let `case`: String
    let title: String
    let phase: String
    let openedAt: String
    /// What is still owed.
    let promises: [Owed]
  }

  let order: String
  /// In a sentence, with what to do next.
  let text: String
  let isOverdue: Bool
  let promisedAt: String?
  let deliveredAt: String?
  let cancelledAt: String?
  /// Cases about it, the newest first.
  let cases: [Matter]

  /// - Parameter role: whose eyes it is for; nil for the desk's.
  init(_ file: OrderFile, _ cases: [(state: Case, title: String)], for role: Party.ID?, _ language: Language, at now: Instant) {
    let found = file.order
    let isOver = found.deliveredAt != nil || found.cancelledAt != nil
    order = found.id
    isOverdue = !isOver && (!file.marks.isEmpty || found.promisedAt.map { $0.value < now } ?? false)
    promisedAt = found.promisedAt?.value.rfc3339
    deliveredAt = found.deliveredAt?.rfc3339
    cancelledAt = found.cancelledAt?.rfc3339
    text = Self.sentence(found, isOverdue: isOverdue, language)
    self.cases = cases.map { state, title in
      Matter(
        case: state.id.text, title: title, phase: state.phase.rawValue, openedAt: state.openedAt.rfc3339,
        promises: state.promises.values.filter { promise in role.map { promise.isTold(to: $0) } ?? true }.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
          .map { .init(text: $0.text, due: $0.due.rfc3339) })
    }
  }

  private static func sentence(_ order: Order, isOverdue: Bool, _ language: Language) -> String {
    let zone = TimeZoneOffset.china
    if let at = order.cancelledAt { return language.words("订单已于 \(zone.text(at)) 取消。", "The order was cancelled at \(zone.text(at)).") }
    if let at = order.deliveredAt {
      return language.words("订单已于 \(zone.text(at)) 送达。没收到请联系客服。", "The order was delivered at \(zone.text(at)). If you haven't got it, contact us.")
    }
    let stage =
      order.shippedAt == nil
      ? language.words("商家正在备货", "The shop is getting it ready") : language.words("已经出货，在路上", "It is on its way")
    guard let promised = order.promisedAt?.value else { return stage + language.words("。", ".") }
    return isOverdue
      ? language.words(
        "\(stage)，原定 \(zone.text(promised)) 送到，已经超时。可以问商家或客服，也可以直接登记售后。",
        "\(stage); it was due at \(zone.text(promised)) and is late. Ask the shop or us, or register a complaint.")
      : language.words("\(stage)，预计 \(zone.text(promised)) 前送到。", "\(stage), due by \(zone.text(promised)).")
  }
}

extension Promise {
  /// Customers are told of every promise, others of their own. What is to be got back from somebody is the desk's matter.
  func isTold(to role: Party.ID) -> Bool { claim == nil && (role == OwnCase.rater || owner == role) }
}

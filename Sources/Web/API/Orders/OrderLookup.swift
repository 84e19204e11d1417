import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Customers, merchants and riders look up their order (O-05), and programs for them.
struct OrderLookup: Sendable {
  private static let mostCases = 20

  let watch: OrderWatch
  let desk: Desk

  /// A party sees its own orders; the desk any, or with `?person=u-81` only that customer's.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    var query = Query(request)
    let named = query.text("person").map { PersonID($0) }
    try query.end()
    let id = visit.parameters.get("order")?.removingPercentEncoding ?? ""
    if let only = caller.onlyCase {
      let found = try await status(of: try await desk.state(of: only), as: caller, visit.language)
      guard let found, found.order == id else { throw Self.noSuchOrder }
      return try JSONBody.answer(found)
    }
    let file = try await Problem.telling { try await watch.orders.readOrder(id, book: watch.book) }
    let asking = try Self.asking(caller, named)
    // Whether there is an order of somebody else's isn't said.
    guard let file, asking.map({ file.order.person(of: $0.party) == $0.person.text }) ?? true else {
      throw Self.noSuchOrder
    }
    return try JSONBody.answer(OrderStatus(file, try await cases(about: id, of: asking), for: asking?.party, visit.language, at: desk.clock.now()))
  }

  private static let noSuchOrder = Problem(
    kind: .notFound,
    detail: .init("没有这个订单，或它不是您的：在订单页核对订单号。", "There is no such order, or it isn't yours: check the number on the order's page."))

  /// How the order stands that a case is about, for a party who has come to the case by a link; nil for an order that nobody has told of, or that is somebody else's.
  func status(of state: Case, as caller: Caller, _ language: Language) async throws -> OrderStatus? {
    let file = try await Problem.telling { try await watch.orders.order(of: state.subject, book: watch.book) }
    // Whose order it is says its platform: who comes without a name isn't told of an order that has an owner.
    guard let file, file.order.person(of: caller.role.rawValue).map({ $0 == caller.person?.text }) ?? true else { return nil }
    let plan = try? await desk.shelf.plan(version: state.version)
    return OrderStatus(file, [(state, plan?.title ?? state.playbook)], for: caller.role.rawValue, language, at: desk.clock.now())
  }

  /// - Returns: who asks as a party; nil where the desk may see any.
  private static func asking(_ caller: Caller, _ named: PersonID?) throws(Problem) -> RegisterParty? {
    if Right.of(caller.role).contains(.seeOwn), let person = caller.person { return RegisterParty(caller.role.rawValue, person) }
    try caller.mustHave(.seeOrders)
    return named.map { RegisterParty("customer", $0) }
  }

  private func cases(about order: String, of asking: RegisterParty?) async throws -> [(state: Case, title: String)] {
    var filter = CaseFilter(limit: Self.mostCases)
    filter.order = order
    let asked = filter
    let ids = try await Problem.telling { try await desk.ledger.listCases(asked).map(\.id) }
    let states = try await Problem.telling { try await desk.ledger.readCases(ids) }
    var found: [(state: Case, title: String)] = []
    for id in ids {
      guard let state = states[id], asking.map({ state.persons[$0.party] == $0.person }) ?? true else { continue }
      let plan = try? await desk.shelf.plan(version: state.version)
      found.append((state, plan?.title ?? state.playbook))
    }
    return found
  }
}

import Casework
import Desk
import Ledger
import Playbook

/// What the right of a case's page reads besides the case itself.
struct CaseAsideSources: Sendable {
  static let mostCases = 10

  let desk: Desk
  let orders: OrderWatch
  let rights: Set<Right>

  init(desk: Desk, orders: OrderWatch, rights: Set<Right>) {
    self.desk = desk
    self.orders = orders
    self.rights = rights
  }

  /// The order that the case is about; nil where nobody has told of any, or it isn't for the reader.
  func order(of file: CaseFile) async throws -> OrderFile? {
    guard rights.contains(.seeOrders) else { return nil }
    let subject = file.state.subject
    return try await Problem.telling { try await orders.orders.order(of: subject, book: orders.book) }
  }

  /// In the order in which they began.
  func deadlines(of file: CaseFile) async throws -> [CaseDeadline] {
    guard !file.plan.deadlines.isEmpty else { return [] }
    do throws(DeskError) { return try await desk.times(of: file).deadlines } catch { throw Problem(error, nil) }
  }

  /// Other cases about the same order, or the same matter where there is none; the newest first.
  func others(than file: CaseFile, about order: OrderFile?) async throws -> [(summary: CaseSummary, playbook: String)] {
    var filter = CaseFilter(limit: Self.mostCases + 1)
    filter.order = order?.order.id ?? file.state.subject
    let asked = filter
    let found = try await Problem.telling { try await desk.ledger.listCases(asked) }
    var others: [(summary: CaseSummary, playbook: String)] = []
    for summary in found.filter({ $0.id != file.state.id }).prefix(Self.mostCases) {
      let plan = try? await desk.shelf.plan(version: summary.version)
      others.append((summary, plan?.title ?? summary.playbook))
    }
    return others
  }
}

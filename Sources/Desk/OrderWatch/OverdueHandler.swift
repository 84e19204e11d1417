public import Casework
public import Playbook

/// Told of orders that were marked overdue.
public protocol OverdueHandler: Sendable {
  /// Returns when whatever follows is durable. After a crash the same mark may be told again: the second time must change nothing.
  /// - Throws: `DeskError` when it can't be done now; the mark is told again later.
  func orderIsOverdue(_ mark: OverdueMark, _ order: Order) async throws(DeskError)
}

/// Opens the overdue playbook's case for the order, if the rule names one and it is published; else nothing follows but the figures.
public struct OverdueCases: OverdueHandler {
  private let desk: Desk
  private let book: OrderBook
  private let mapping: OrderMapping
  private let channel: ChannelName

  public init(desk: Desk, book: OrderBook, mapping: OrderMapping = .standard, channel: ChannelName = .online) {
    self.desk = desk
    self.book = book
    self.mapping = mapping
    self.channel = channel
  }

  public func orderIsOverdue(_ mark: OverdueMark, _ order: Order) async throws(DeskError) {
    guard let playbook = book.rule(mark.rule)?.playbook else { return }
    let plan: Plan
    // A playbook that is off, as the shipped one is until somebody publishes it on purpose, opens no case.
    do throws(DeskError) { plan = try await desk.shelf.currentPlan(of: playbook) } catch .unknownPlaybook { return }
    let opening = Opening(
      playbook: plan.id, version: plan.version, subject: order.id, channel: channel, facts: mapping.reports(of: order, for: plan, isOverdue: true))
    do throws(DeskError) {
      _ = try await desk.open(opening, id: SignalID("overdue:\(mark.rule):\(mark.order)"), sender: .platform)
    } catch .refused {
      // The case says that it isn't possible: an answer, and the same one next time.
    }
  }
}

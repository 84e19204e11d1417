public import Casework
public import Playbook

extension MemoryLedger: OrderLedger {
  public func storeOrderEvents(_ events: [OrderEvent], receivedAt now: Instant, book: OrderBook) -> StoredOrderGroup {
    var sheet = OrderSheet(book: book, lastPosition: Int64(orders.events.count))
    var receipts: [OrderReceipt] = []
    for event in events { receipts.append(sheet.hear(event, read: { orders.row($0) }, idAt: { orders.event(at: $0)?.id })) }
    orders.take(sheet)
    return StoredOrderGroup(receipts: receipts, earliestDue: sheet.changes.keys.compactMap { orders.dues[$0] }.min())
  }

  public func readOrder(_ id: String, book: OrderBook) -> OrderFile? { orders.files[id] }

  public func readOrderEvents(of id: String, book: OrderBook) -> [OrderEvent] {
    orders.files[id]?.heard.compactMap { orders.event(at: $0.position) } ?? []
  }

  public func readOrderEvents(after position: Int64, limit: Int) -> [StoredOrderEvent] {
    let start = Int(max(position, 0))
    return orders.events.dropFirst(start).prefix(max(limit, 0)).enumerated().map { StoredOrderEvent(position: Int64(start + $0 + 1), event: $1) }
  }

  public func markOverdue(at now: Instant, limit: Int, book: OrderBook) -> MarkedGroup {
    let due = orders.dues.filter { $0.value <= now }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(max(limit, 0))
    var sheet = OrderSheet(book: book, lastPosition: Int64(orders.events.count))
    var marks: [OverdueMark] = []
    for (id, _) in due { if let row = orders.row(id) { marks += sheet.mark(row, at: now) } }
    orders.take(sheet)
    orders.marks += marks.map { MemoryOrders.Mark(mark: $0, isTold: false) }
    return MarkedGroup(marks: marks, looked: due.count)
  }

  public func nextOrderDue(book: OrderBook) -> Instant? { orders.dues.values.min() }

  public func marksToTell(limit: Int) -> [OverdueMark] { Array(orders.marks.lazy.filter { !$0.isTold }.map(\.mark).prefix(max(limit, 0))) }

  public func settleMarks(_ marks: [OverdueMark], at now: Instant) {
    let told = Set(marks)
    for index in orders.marks.indices where told.contains(orders.marks[index].mark) { orders.marks[index].isTold = true }
  }

  public func readMarks(of order: String) -> [OverdueMark] { orders.marks.map(\.mark).filter { $0.order == order }.sorted { $0.rule < $1.rule } }

  public func readTallies(of party: TallyKey.Party, _ who: String, days: ClosedRange<Int64>, book: OrderBook) -> [Int64: OrderTally] {
    let rows = orders.tallies.filter { $0.key.party == party && $0.key.who == who && days.contains($0.key.day) }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.key.day, $0.value) })
  }

  public func tallyMerchants(of playbook: String, from start: Instant, to end: Instant, limit: Int, book: OrderBook) -> [MerchantTally] {
    var found: [String: [String: FigureTally]] = [:]
    for (id, kept) in deadlines.samples where kept.playbook == playbook {
      guard let subject = contents.rows[id]?.state.subject, !subject.contains("/unverified-") else { continue }
      let order = subject.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? subject
      guard let merchant = orders.files[order]?.order.merchant?.value else { continue }
      for sample in kept.samples where start <= sample.at && sample.at < end {
        found[merchant, default: [:]][sample.figure] = (found[merchant]?[sample.figure] ?? .empty) + FigureTally(count: 1, sum: sample.value)
      }
    }
    return MerchantTally.most(limit, of: found)
  }

  public func readOrderCursor(_ reader: String) -> Int64? { orders.cursors[reader] }
  public func moveOrderCursor(_ reader: String, to position: Int64) { orders.cursors[reader] = position }
  public func lastOrderPosition() -> Int64 { Int64(orders.events.count) }

  public func openCases(about orders: [String], playbooks: [String]) -> [String: [OpenCase]] {
    guard !orders.isEmpty, !playbooks.isEmpty else { return [:] }
    let (wanted, concerned) = (Set(orders), Set(playbooks))
    var found: [String: [OpenCase]] = [:]
    for state in contents.openStates where concerned.contains(state.playbook) {
      for order in OrderSubject.orders(of: state.subject) where wanted.contains(order) {
        found[order, default: []].append(OpenCase(id: state.id, version: state.version, subject: state.subject))
      }
    }
    return found.mapValues(\.inOrder)
  }

  public func rebuildOrders(book: OrderBook) -> OrderRebuildReport {
    let before = orders
    (orders.files, orders.dues, orders.tallies) = ([:], [:], [:])
    var told = OrderRetelling(book: book, marks: before.marks.map(\.mark))
    for (index, event) in before.events.enumerated() { told.hear(event, position: Int64(index + 1)) }
    orders.files = told.files
    orders.dues = told.files.compactMapValues { $0.due(by: book) }
    orders.tallies = told.tallies()
    let files = Set(before.files.keys).union(orders.files.keys).filter { before.files[$0] != orders.files[$0] || before.dues[$0] != orders.dues[$0] }
    return OrderRebuildReport(
      orders: orders.files.count, events: orders.events.count,
      differences: files.map { "orders/\($0)" }.sorted() + OrderRetelling.differences(before.tallies, orders.tallies))
  }
}

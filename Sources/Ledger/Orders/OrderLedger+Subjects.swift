public import Casework

extension OrderLedger {
  /// The order that a case with this subject is about; nil when nobody has told of any.
  public func order(of subject: String, book: OrderBook) async throws(LedgerError) -> OrderFile? {
    for id in OrderSubject.orders(of: subject) { if let file = try await readOrder(id, book: book) { return file } }
    return nil
  }
}

extension [OpenCase] {
  /// By subject, and cases with one subject by their ids: the same in every ledger.
  package var inOrder: [OpenCase] { sorted { ($0.subject, $0.id) < ($1.subject, $1.id) } }
}

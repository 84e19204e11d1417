public import Ledger

/// Reads on in the record for whoever keeps something beside it, or tells others of it: an entry that can't be read stands in nobody's way.
public enum RecordReading {
  /// The turns behind a position, as far as they can be read at once; entries behind them that can't be read are passed over.
  ///
  /// - Returns: the turns, and where to read on: behind them and what was passed over. At the end of the record that is `position`.
  /// - Throws: `LedgerError.unavailable`.
  public static func turns(after position: Int, limit: Int, in ledger: any Ledger) async throws(LedgerError) -> (turns: [Turn], end: Int) {
    if let whole = try await page(after: position, limit: limit, in: ledger) { return (whole, whole.last?.position ?? position) }
    var turns: [Turn] = []
    var end = position
    while turns.count < limit, let turn = try await page(after: end, limit: 1, in: ledger)?.first {
      turns.append(turn)
      end = turn.position
    }
    // Places may be empty: the next one is taken for what can't be read until something else comes.
    for _ in 0..<limit {
      guard try await page(after: end, limit: 1, in: ledger) == nil else { break }
      end += 1
    }
    return (turns, end)
  }

  /// Nil when something in it can't be read.
  private static func page(after position: Int, limit: Int, in ledger: any Ledger) async throws(LedgerError) -> [Turn]? {
    do throws(LedgerError) { return try await ledger.readTurns(after: position, limit: limit) } catch {
      if case .unreadable = error { return nil }
      throw error
    }
  }
}

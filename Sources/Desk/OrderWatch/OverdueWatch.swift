import Casework
import Ledger
import Playbook

/// Marks orders that are due, and tells of the marks. It sleeps until the next one is due, so that its cost depends on what is due, not on how many
/// orders there are.
struct OverdueWatch: Sendable {
  /// Orders marked in one commit.
  private static let markLimit = 1_000
  /// Marks told at once.
  private static let tellLimit = 64
  /// How long to wait when the ledger or the handler can't take more.
  private static let troublePauseMilliseconds: Int64 = 1_000

  let orders: any OrderLedger
  let book: OrderBook
  let clock: any DeskClock
  let waiting: OverdueWait
  let noticed: Audience<DeskNotice>
  let handler: any OverdueHandler

  /// Until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      do throws(LedgerError) {
        let isAllMarked = try await markOnce()
        let isAllTold = try await tellOnce()
        guard isAllMarked, isAllTold else { continue }
        waiting.listen()
        await waiting.wait(until: try await orders.nextOrderDue(book: book), on: clock)
      } catch {
        guard !Task.isCancelled else { return }
        noticed.tell(.ledgerTrouble(error))
        await pause()
      }
    }
  }

  /// Marks what is due by now, and tells of the marks. One that can't be told now is left to whoever looks next.
  func catchUp() async throws(LedgerError) {
    while try await !markOnce() {}
    while true {
      let marks = try await orders.marksToTell(limit: Self.tellLimit)
      guard !marks.isEmpty, try await tell(marks) == marks.count else { return }
    }
  }

  /// - Returns: whether nothing more is due.
  private func markOnce() async throws(LedgerError) -> Bool {
    let now = clock.now()
    // Looked at beside the writer first: a transaction that changes nothing would still hold others up.
    guard let next = try await orders.nextOrderDue(book: book), next <= now else { return true }
    return try await orders.markOverdue(at: now, limit: Self.markLimit, book: book).looked < Self.markLimit
  }

  /// - Returns: whether nobody is left to be told.
  private func tellOnce() async throws(LedgerError) -> Bool {
    let marks = try await orders.marksToTell(limit: Self.tellLimit)
    guard !marks.isEmpty else { return true }
    // What could not be told is tried again after a while.
    if try await tell(marks) < marks.count { await pause() }
    return false
  }

  /// - Returns: how many could be told.
  private func tell(_ marks: [OverdueMark]) async throws(LedgerError) -> Int {
    let told = await withTaskGroup(of: OverdueMark?.self) { group in
      for mark in marks { group.addTask { await self.tell(mark) } }
      var told: [OverdueMark] = []
      for await mark in group { if let mark { told.append(mark) } }
      return told
    }
    try await orders.settleMarks(told, at: clock.now())
    return told.count
  }

  private func tell(_ mark: OverdueMark) async -> OverdueMark? {
    do throws(LedgerError) {
      guard let file = try await orders.readOrder(mark.order, book: book) else { return mark }
      do throws(DeskError) {
        try await handler.orderIsOverdue(mark, file.order)
        return mark
      } catch {
        if case .ledger(let trouble) = error { throw trouble }
        return nil
      }
    } catch {
      noticed.tell(.ledgerTrouble(error))
      return nil
    }
  }

  private func pause() async { try? await Task.sleep(for: .milliseconds(Self.troublePauseMilliseconds)) }
}

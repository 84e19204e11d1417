import Casework
@testable import Desk
import Ledger
import Playbook
import Testing

@Suite("Taking order events")
struct OrderIntakeTests {
  @Test(arguments: LedgerKind.allCases)
  func `calls that wait are committed together, and everyone gets the receipts of their own events`(_ kind: LedgerKind) async throws {
    let stage = try await OrderStage(kind)
    let receipts = try await withThrowingTaskGroup(of: (Int, [OrderReceipt]).self) { group in
      for caller in 0..<50 {
        group.addTask {
          let events = (0..<20).map { deed("e-\($0)", "accepted", Int64($0), "A-\(caller)") }
          return (caller, try await stage.watch.take(events + [events[0]]))
        }
      }
      return try await group.reduce(into: [Int: [OrderReceipt]]()) { $0[$1.0] = $1.1 }
    }
    #expect(try await stage.ledger.lastOrderPosition() == 1_000)
    for (caller, answers) in receipts {
      let heard = try #require(try await stage.ledger.readOrder("A-\(caller)", book: OrderBook())).heard.map(\.position)
      #expect(answers == heard.map { .stored(position: $0) } + [.alreadyHeard(position: heard[0])])
    }
    #expect(try await stage.watch.take([]).isEmpty)
  }

  @Test func `a group holds at most the limit, unless one call brings more`() async throws {
    let stage = try await OrderStage()
    let groups = GroupLog()
    let intake = OrderIntake(orders: stage.ledger, book: OrderBook(), clock: stage.clock, groupLimit: 10) { groups.add($0.receipts.count) }
    await withTaskGroup(of: Void.self) { tasks in
      for caller in 0..<20 {
        tasks.addTask { _ = try? await intake.take((0..<4).map { deed("\($0)", "paid", 0, "B-\(caller)") }) }
      }
    }
    _ = try await intake.take((0..<25).map { deed("\($0)", "paid", 0, "C") })
    #expect(groups.counts.reduce(0, +) == 105 && groups.counts.dropLast().allSatisfy { $0 <= 10 } && groups.counts.last == 25)
  }
}

import Casework
import Ledger
import Playbook
import Testing

extension OrderExercise {
  @Test("the cases about an order are found by what they are about, further cases of a registration too", arguments: LedgerMaker.allCases)
  func subjects(maker: LedgerMaker) async throws {
    try await maker.withOrders { ledger in
      let subjects = [
        "A-1", "A-1/2", "A-1/food", "A-1/2/food", "A-1/unverified-0f", "A-1/unverified-0f/2", "A-10", "A-1-1", "A-1 1", "A-1.", "A-", "A-10/2", "a-1/2",
      ]
      for (index, subject) in subjects.enumerated() {
        var script = CaseScript("C-\(index + 1)", subject: subject)
        _ = try await ledger.commit([try script.entry("open-\(index)", script.opening)])
      }
      var closed = CaseScript("C-50", subject: "A-1/3")
      let entries = [try closed.entry("open-50", closed.opening), try closed.entry("close-50", .closedNow)]
      #expect(try await ledger.commit(entries) == [.committed, .committed])
      var other = CaseScript("C-60", playbook: "warm-food", subject: "A-1/2")
      _ = try await ledger.commit([try other.entry("open-60", other.opening)])

      let found = try await ledger.openCases(about: ["A-1", "A-10", "B-1", "A-1"], playbooks: ["cold-food", "broken-door"])
      #expect(found.keys.sorted() == ["A-1", "A-10"])
      #expect(found["A-1"]?.map(\.subject) == ["A-1", "A-1/2", "A-1/2/food", "A-1/food"])
      #expect(found["A-1"]?.map(\.id.text) == ["C-1", "C-2", "C-4", "C-3"] && found["A-1"]?.allSatisfy { $0.version == "v1" } == true)
      #expect(found["A-10"]?.map(\.subject) == ["A-10", "A-10/2"])
      #expect(try await ledger.openCases(about: ["A-1/2"], playbooks: ["warm-food", "cold-food"])["A-1/2"]?.map(\.id.text) == ["C-2", "C-60", "C-4"])
      #expect(try await ledger.openCases(about: ["A-1"], playbooks: []).isEmpty)

      var filter = CaseFilter(limit: 3)
      filter.order = "A-1"
      #expect(try await ledger.listCases(filter).map(\.id.number) == [60, 50, 4])
      filter.limit = 100
      #expect(try await ledger.listCases(filter).map(\.id.number) == [60, 50, 4, 3, 2, 1])
      filter.after = CaseID("C-4")
      filter.phases = [.open]
      #expect(try await ledger.listCases(filter).map(\.id.number) == [3, 2, 1])
      filter.limit = 0
      #expect(try await ledger.listCases(filter).isEmpty)
    }
  }

  @Test("of several orders that a subject may name, the one is meant that was told of", arguments: LedgerMaker.allCases)
  func orderOfSubject(maker: LedgerMaker) async throws {
    let book = OrderBook()
    try await maker.withOrders { ledger in
      #expect(try await ledger.order(of: "A-1/2", book: book) == nil)
      _ = try await ledger.storeOrderEvents([OrderDeed("1", "accepted", at: 0).event], receivedAt: morning, book: book)
      #expect(try await ledger.order(of: "A-1/2", book: book)?.order.id == "A-1")
      #expect(try await ledger.order(of: "A-1/unverified-0f", book: book) == nil)
      _ = try await ledger.storeOrderEvents([OrderDeed("1", "accepted", at: 0, order: "A-1/2").event], receivedAt: morning, book: book)
      #expect(try await ledger.order(of: "A-1/2/food", book: book)?.order.id == "A-1/2")
      #expect(try await ledger.order(of: "A-1", book: book)?.order.id == "A-1")
    }
  }
}

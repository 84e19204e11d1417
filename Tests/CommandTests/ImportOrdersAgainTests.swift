import Casework
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Testing

@Suite("Order events come twice, late, broken off, and count once")
struct ImportOrdersAgainTests {
  private let files: OrderFiles
  private let book = OrderBook()

  init() throws { files = try OrderFiles() }

  @Test func `O-07 an import in any order, with repetitions, leaves the same orders and figures`() async throws {
    let mixed = try OrderFiles()
    let (head, lines) = try parts(OrderFiles.lives(60))
    // A stride that has no divisor in common with the number of lines comes by every line.
    let shuffled = (0..<lines.count).map { lines[$0 * 77 % lines.count] }
    try files.place.write("orders.csv", ([head] + lines).joined(separator: "\n"))
    try mixed.place.write("orders.csv", ([head] + shuffled + shuffled.prefix(20)).joined(separator: "\n"))
    let sorted = try files.run("orders.csv").object
    #expect(sorted["taken"] as? Int == 180)
    let ran = try mixed.run("orders.csv").object
    #expect(ran["taken"] as? Int == 180 && ran["alreadyHeard"] as? Int == 20 && ran["orders"] as? Int == 60)
    #expect(Set(shuffled).count == 180 && shuffled != lines)
    let (calm, other) = (try await known(files), try await known(mixed))
    #expect(calm.orders.count == 60 && calm.orders["A-7"]?.state?.value == "delivered")
    #expect(calm.orders == other.orders && calm.tallies == other.tallies)
    #expect(calm.tallies.values.reduce(0) { $0 + $1.delivered } == 60)
  }

  @Test func `O-07 an import that is killed goes on behind the last stored group, and nothing counts twice`() async throws {
    let (head, lines) = try parts(OrderFiles.lives(5_000))
    let table = [head, lines[0], "e-0,A-0,paid,soon,"] + lines.dropFirst() + ["e-0,A-0,paid,later,"]
    try files.place.write("orders.csv", table.joined(separator: "\n"))
    let begun = try await files.killed("orders.csv", "--refused", "refused.csv")
    #expect([5_002, 10_002, 15_002].contains(begun.line))
    let ran = try files.run("orders.csv", "--refused", "refused.csv")
    let report = try ran.object
    #expect(ran.code == 1 && report["resumedAtLine"] as? Int == begun.line && ran.err.contains("接着上次，从第 \(begun.line) 行开始"), "\(ran.err)")
    let (taken, heard) = (report["taken"] as? Int ?? 0, report["alreadyHeard"] as? Int ?? 0)
    // What was stored when it was killed, but not written down yet, is heard again: at most a group.
    #expect(taken + heard == 15_000 && heard <= 5_000 && report["refused"] as? Int == 2)
    #expect((report["refusedLines"] as? [[String: Any]])?.compactMap { $0["line"] as? Int } == [3, 15_003])
    let list = files.text("refused.csv").components(separatedBy: "\r\n")
    #expect(list.count == 4 && list[1].hasPrefix("3,") && list[2].hasPrefix("15003,"), "each once")
    #expect(files.names.filter { $0.hasSuffix("import-progress") }.isEmpty)
    let found = try await known(files)
    #expect(found.position == 15_000 && found.orders.count == 5_000)
    #expect(found.orders.values.allSatisfy { $0.state?.value == "delivered" } && found.tallies.values.reduce(0) { $0 + $1.delivered } == 5_000)
  }

  @Test func `progress of something else is set aside, and that is said`() async throws {
    let table = OrderFiles.lives(4_000)
    try files.place.write("orders.csv", table)
    let (line, progress) = try await files.killed("orders.csv")
    func again(_ arguments: String..., text: String? = nil, ledger: String = "sqlite:ledger.db", progress kept: Data? = nil) throws -> Program.Ran {
      try files.place.write("orders.csv", text ?? table)
      try files.place.write("orders.csv.import-progress", bytes: kept ?? progress)
      return try files.program.run(["import", "orders", "orders.csv"] + arguments + ["--ledger", ledger, "--format", "json"])
    }
    func expect(_ ran: Program.Ran, says word: String, total: Int = 12_000, _ location: SourceLocation = #_sourceLocation) throws {
      let report = try ran.object
      let sum = (report["taken"] as? Int ?? 0) + (report["alreadyHeard"] as? Int ?? 0)
      #expect(ran.code == 0 && report["resumedAtLine"] == nil && sum == total, "\(ran.out)", sourceLocation: location)
      #expect(word.isEmpty ? ran.err.isEmpty : ran.err.contains(word) && ran.err.contains("从头开始"), "\(ran.err)", sourceLocation: location)
    }
    try expect(try again(ledger: "sqlite:other.db"), says: "账本里没有")
    try expect(try again(text: table.replacingOccurrences(of: "e-1-0,", with: "e-1-9,")), says: "文件与上次导入时不同了")
    try expect(try again(text: OrderFiles.lives(30)), says: "文件与上次导入时不同了", total: 90)
    try expect(try again("--mapping", "rider=merchant"), says: "选项不同")
    try expect(try again("--restart"), says: "")
    try expect(try again(progress: Data("{".utf8)), says: "")
    let tampered = String(decoding: progress, as: UTF8.self).replacingOccurrences(of: "\"offset\" : ", with: "\"offset\" : -")
    try expect(try again(progress: Data(tampered.utf8)), says: "")
    // Lines that were added are no other file.
    let longer = try again(text: table + "e-9,A-9,paid,1795305600000,\n")
    let report = try longer.object
    #expect(longer.code == 0 && report["resumedAtLine"] as? Int == line, "\(longer.err)")
    let heard = try await files.looking { try await $0.readOrderEvents(of: "A-9", book: book).count }
    #expect(heard == 4)
  }

  @Test func `cases hear of what was imported, and what is overdue by now gets its case`() async throws {
    try files.place.write("overdue.md", Self.playbook)
    #expect(try files.program("publish", "overdue.md", "--ledger", "sqlite:ledger.db").code == 0)
    try await openCase("C-000001", of: "overdue-order", about: "A-1", in: files.place.path("ledger.db"))
    try files.place.write(
      "orders.csv",
      "order,kind,at,promised\nA-1,accepted,2024-01-05 12:00,\nA-1,delivered,2024-01-05 13:00,\nA-2,accepted,2024-01-05 12:00,2024-01-05 12:30\n"
        + "A-3,accepted,2024-01-05 12:00,2024-01-05 12:30\nA-3,delivered,2024-01-05 12:29,\n")
    for _ in 0..<2 { #expect(try files.run("orders.csv").code == 0) }
    try await files.looking { ledger in
      #expect(try await ledger.readCase(CaseID("C-000001"))?.phase == .closed, "it waited for the delivery")
      let opened = try #require(try await ledger.openCase(playbook: "overdue-order", subject: "A-2"))
      #expect(try await ledger.readCase(opened)?.facts["order.overdue"]?.value == .flag(true))
      #expect(try await ledger.readMarks(of: "A-2").count == 1)
      #expect(try await ledger.readMarks(of: "A-3").isEmpty, "by the end of the file it had come in time")
      #expect(try await ledger.listCases(CaseFilter()).count == 2)
    }
  }

  private func parts(_ table: String) throws -> (head: String, lines: [String]) {
    let lines = table.split(separator: "\n").map(String.init)
    return (try #require(lines.first), Array(lines.dropFirst()))
  }

  private struct Known {
    var orders: [String: Order] = [:]
    var tallies: [String: OrderTally] = [:]
    var position: Int64 = 0
  }

  /// Every order with its state, and every merchant's figures over all days.
  private func known(_ files: OrderFiles) async throws -> Known {
    try await files.looking { ledger in
      var known = Known()
      known.position = try await ledger.lastOrderPosition()
      for stored in try await ledger.readOrderEvents(after: 0, limit: 100_000) where known.orders[stored.event.order] == nil {
        known.orders[stored.event.order] = try await ledger.readOrder(stored.event.order, book: book)?.order
      }
      for merchant in 0..<7 {
        let days = try await ledger.readTallies(of: .merchant, "m-\(merchant)", days: 0...100_000, book: book)
        known.tallies["m-\(merchant)"] = days.values.reduce(into: OrderTally()) { $0 += $1 }
      }
      return known
    }
  }

  private static let playbook = """
    ---
    id: overdue-order
    locale: en
    ---
    # An order is overdue

    ## Facts

    | id | labels | type | values | sources |
    |---|---|---|---|---|
    | order.state | Order state | choice | preparing Preparing; delivering Delivering; delivered Delivered; cancelled Cancelled | order signal |
    | order.overdue | Overdue | flag | | order signal |
    | result | Result | choice | came Came; given-up Given up | |

    ## Events

    | id | labels | brings |
    |---|---|---|
    | order.delivered | Order delivered | Order state=Delivered |

    ## Procedure

    - Wait 3 days from now
      - When: Order delivered
        - Conclude: Result=Came
      - When: expired
        - Conclude: Result=Given up
    """
}

import Casework
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Testing

@Suite("gendan import orders")
struct ImportOrdersTests {
  private let files: OrderFiles
  private let book = OrderBook()

  init() throws { files = try OrderFiles() }

  private static let chinese = "order=订单号,kind=事件,at=时间,merchant=商家,rider=骑手,promised=承诺时间"
  private static let table =
    "\u{FEFF}订单号,事件,时间,商家,骑手,承诺时间,备注\r\n"
    + "A-1,accepted,2026-11-23 12:00,m-1,,2026-11-23 12:40,\"放在\"\"前台\"\",\r\n谢谢\"\r\n"
    + "A-1,assigned,2026/11/23 12:05:30,, r-1 ,,\r\n" + "\r\n" + "A-1,delivered,2026-11-23T04:50:00.25Z,,,,\r\n"

  @Test func `O-06 a table with Chinese headers becomes an order, and figures of its merchant and rider`() async throws {
    try files.place.write("orders.csv", Self.table)
    let ran = try files.run("orders.csv", "--mapping", Self.chinese)
    #expect(ran.code == 0 && ran.err.isEmpty, "\(ran.err)")
    let report = try ran.object
    #expect(report["taken"] as? Int == 3 && report["alreadyHeard"] as? Int == 0 && report["refused"] as? Int == 0 && report["orders"] as? Int == 1)
    #expect(report["seconds"] as? Double != nil)
    let (accepted, promised) = (try OrderFiles.at("2026-11-23 12:00"), try OrderFiles.at("2026-11-23 12:40"))
    try await files.looking { ledger in
      let order = try #require(try await ledger.readOrder("A-1", book: book)).order
      #expect(order.state?.value == "delivered" && order.merchant?.value == "m-1" && order.rider?.value == "r-1")
      #expect(order.promisedAt?.value == promised && order.firstAt == accepted)
      #expect(order.deliveredAt == Instant(milliseconds: accepted.milliseconds + 50 * 60_000 + 250))
      let events = try await ledger.readOrderEvents(of: "A-1", book: book)
      #expect(events.first?.attributes == [OrderAttribute("备注", "放在\"前台\",\r\n谢谢")])
      #expect(events.map(\.at)[1] == Instant(milliseconds: accepted.milliseconds + 5 * 60_000 + 30_000))
      #expect(events.map(\.id.count) == [32, 32, 32] && Set(events.map(\.id)).count == 3)
      let day = book.day(of: order.firstAt)
      for (party, who) in [(TallyKey.Party.merchant, "m-1"), (.rider, "r-1")] {
        let tally = try #require(try await ledger.readTallies(of: party, who, days: day...day, book: book)[day])
        #expect(tally.orders == 1 && tally.delivered == 1 && tally.overdue == 1 && tally.late == 1)
      }
    }
  }

  @Test func `O-07 an import again brings nothing, however the table is written`() async throws {
    try files.place.write("orders.csv", Self.table)
    #expect(try files.run("orders.csv", "--mapping", Self.chinese).code == 0)
    let again = try files.run("orders.csv", "--mapping", Self.chinese)
    let report = try again.object
    #expect(again.code == 0 && report["taken"] as? Int == 0 && report["alreadyHeard"] as? Int == 3)
    let at = try OrderFiles.at("2026-11-23 12:05").milliseconds + 30_000
    try files.place.write("other.csv", "kind,rider,at,order\nassigned,r-1,\(at),A-1\ndelivered,,2026-11-23T12:50:00.250+08:00,A-1")
    let other = try files.run("other.csv")
    let rewritten = try other.object
    #expect(other.code == 0 && rewritten["taken"] as? Int == 0 && rewritten["alreadyHeard"] as? Int == 2, "\(other.err)")
    let position = try await files.looking { try await $0.lastOrderPosition() }
    #expect(position == 3)
    #expect(files.names.filter { $0.hasSuffix("import-progress") }.isEmpty)
  }

  @Test func `lines of JSON are events as platforms tell them, and what isn't one is refused with its line`() async throws {
    let good = #"{"id":"e-1","order":"A-1","kind":"accepted","at":1795305600000,"amount":12.5}"#
    let late = #"{"id":"e-2","order":"A-1","kind":"delivered","at":1795309200000}"#
    try files.place.write("told.jsonl", "\(good)\r\n\n{\"id\":\"e-3\",\"order\":\"A-1\",\"kind\":\"paid\"}\nno JSON\n\(late)")
    for (language, words) in [("zh-CN", ["缺少“at”", "不是 JSON 对象"]), ("en", ["“at” is missing", "isn't a JSON object"])] {
      var files = files
      files.program.language = language
      let ran = try files.run("told.jsonl", "--refused", "refused.csv")
      let report = try ran.object
      #expect(ran.code == 1 && report["refused"] as? Int == 2)
      #expect((report["taken"] as? Int ?? 0) + (report["alreadyHeard"] as? Int ?? 0) == 2)
      let refused = try #require(report["refusedLines"] as? [[String: Any]])
      #expect(refused.compactMap { $0["line"] as? Int } == [3, 4])
      for (line, word) in zip(refused, words) { #expect((line["reason"] as? String)?.contains(word) == true) }
      // A list of another run is replaced.
      let list = files.text("refused.csv").components(separatedBy: "\r\n")
      #expect(list.count == 4 && list[0] == "line,reason,text" && list[1].hasPrefix("3,") && list[2].hasPrefix("4,") && list[2].hasSuffix(",no JSON"))
    }
    let state = try await files.looking { try await $0.readOrder("A-1", book: book)?.order.state?.value }
    #expect(state == "delivered")
    let shown = try files.program("import", "orders", "told.jsonl", "--ledger", "sqlite:ledger.db")
    #expect(shown.code == 1 && shown.out.contains("told.jsonl:4: 不是 JSON 对象") && shown.out.contains("收下 0 条，早已收过 2 条，拒绝 2 行；涉及订单 1 张"))
    try files.place.write("notes.txt", "mine")
    let taken = try files.run("told.jsonl", "--refused", "notes.txt")
    #expect(taken.code == 2 && taken.err.contains("没有覆盖") && files.text("notes.txt") == "mine")
  }

  @Test(arguments: [
    ("e-1,A-1,paid", "表头有 5 格"), ("e-1,A-1,paid,昨天,", "不是时间"), ("e-1,A-1,paid,2026-02-30 10:00,", "不是时间"),
    ("e-1,A-1,paid,1795305600000,first", "不是整数"), ("e-1,,paid,1795305600000,", "缺少“order”"), ("e-1,A-1,paid,,", "缺少“at”"),
    ("e-1,\"A-1\"x,paid,1795305600000,", "右引号"), ("e-1,\"A-1,paid,1795305600000,", "没有关上"), ("gbk", "UTF-8"),
    (String(repeating: "e", count: 201) + ",A-1,paid,1795305600000,", "“id”类型不对或太长"),
  ])
  func `a line of a table that can't be read is refused, the others are taken`(row: String, word: String) throws {
    let bytes = row == "gbk" ? Data([0xC5, 0xD0]) : Data(row.utf8)
    try files.place.write(
      "orders.csv", bytes: Data("id,order,kind,at,sequence\n".utf8) + bytes + Data("\ne-2,A-2,paid,1795305600000,7\n".utf8))
    let ran = try files.run("orders.csv")
    let report = try ran.object
    let refused = try #require(report["refusedLines"] as? [[String: Any]])
    #expect(ran.code == 1 && report["taken"] as? Int == 1 && report["refused"] as? Int == 1, "\(ran.out)")
    #expect(refused.first?["line"] as? Int == 2 && (refused.first?["reason"] as? String)?.contains(word) == true, "\(ran.out)")
  }

  @Test(
    arguments: [
      ("id,order\n", [], "缺少 kind、at"), ("", [], "空文件"), ("order,kind,at,at\n", [], "两列都是“at”"), ("order,kind,at\n", ["--mapping", "rider=骑手"], "没有“骑手”这一列"),
      ("order,kind,at\n", ["--ledger", "postgres:x"], "sqlite:路径"), ("\"order,kind,at\n", [], "表头读不懂"),
    ] as [(String, [String], String)])
  func `a file that can't be taken at all changes nothing`(text: String, options: [String], word: String) throws {
    try files.place.write("orders.csv", text)
    let before = files.place.contents
    let ran = try files.program.run(["import", "orders", "orders.csv"] + options)
    #expect(ran.code == 2 && ran.err.hasPrefix("错误：") && ran.err.contains(word) && ran.out.isEmpty, "\(ran.err)")
    #expect(files.place.contents == before)
  }

  @Test func `files that aren't there, aren't text, or are asked for wrongly`() throws {
    try files.place.write("utf16.csv", bytes: Data([0xFF, 0xFE, 0x2D, 0x00]))
    try files.place.write("told.jsonl", "{}\n")
    let before = files.place.contents
    for (arguments, code, word) in [
      (["missing.csv"], 2, "没有这个文件"), (["utf16.csv"], 2, "UTF-16"), (["."], 2, "文件夹"), (["told.jsonl", "--mapping", "order"], 64, "字段=列名"),
      (["told.jsonl", "--mapping", "order=a"], 64, "CSV"), (["told.jsonl", "--from", "xml"], 64, "csv"),
    ] as [([String], Int32, String)] {
      let ran = try files.program.run(["import", "orders"] + arguments)
      #expect(ran.code == code && ran.err.contains(word), "\(arguments) \(ran.err)")
    }
    #expect(files.place.contents == before)
    let help = try files.program("import", "orders", "--help")
    #expect(help.code == 0 && help.out.contains("例：gendan import orders") && help.out.contains("退出码：0"))
  }
}

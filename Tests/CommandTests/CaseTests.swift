import Foundation
import Testing

/// A ledger's whole life on the command line: published, run, looked at, moved by hand, rebuilt.
@Suite("publish, run, cases, case, signal, rebuild")
struct CaseTests {
  let program: Program
  init() throws {
    program = Program(place: try Place())
    try program.place.write("locker.md", Locker.text)
  }

  /// On this test's ledger.
  private func gendan(_ arguments: String..., locale: String = "zh-CN") throws -> Program.Ran {
    try program.run(arguments + ["--ledger", "sqlite:kept/ledger.sqlite", "--locale", locale])
  }

  private func publish() throws {
    let ran = try gendan("publish", "locker.md")
    #expect(ran.code == 0, "\(ran.err)")
    #expect(ran.out.contains("已发布 locker-jam（柜门打不开），版本 "))
  }

  private func open(_ id: String, about subject: String = "柜-1") async throws {
    try await openCase(id, of: "locker-jam", about: subject, in: program.place.path("kept/ledger.sqlite"))
  }

  @Test func publishing() throws {
    try publish()
    let rows = try gendan("publish", "locker.md", "--format", "json").array
    #expect(rows.first?["playbook"] as? String == "locker-jam")
    #expect((rows.first?["version"] as? String)?.count == 64)
    // A document with errors hinders those beside it, too.
    try program.place.write("error.md", Locker.withError)
    try program.place.write("other.md", Locker.text.replacing("id: locker-jam", with: "id: other"))
    #expect(try gendan("publish", "other.md", "error.md").code == 1)
    #expect(try gendan("cases").out.contains("没有工单"))
    #expect(try gendan("cases", "--format", "json").array.isEmpty)
  }

  @Test func running() throws {
    let first = try gendan("run", "--playbook", "locker.md", "--minutes", "0.05", "--speed", "3000", "--quiet")
    #expect(first.code == 0, "\(first.err)")
    #expect(first.out.contains("服务台开工：柜门打不开") && first.out.contains("新账本"))
    #expect(first.out.contains("gendan cases --ledger sqlite:kept/ledger.sqlite"))
    let again = try gendan("run", "--playbook", "locker.md", "--minutes", "0.05", "--speed", "3000", locale: "en")
    #expect(again.code == 0)
    #expect(again.out.contains("going on with sqlite:kept/ledger.sqlite"))
    #expect(again.out.contains("locker.md:"))
    let summary = try gendan("run", "--playbook", "locker.md", "--minutes", "0.02", "--speed", "3000", "--format", "json").object
    let cases = try #require(summary["cases"] as? Int)
    #expect(cases > 0)
    let listed = try gendan("cases", "--format", "json").array
    #expect(listed.count == cases)
    #expect(listed.compactMap { $0["id"] as? String } == listed.compactMap { $0["id"] as? String }.sorted(by: >))
    #expect(try gendan("cases", "--limit", "1", "--format", "json").array.count == 1)
    #expect(try gendan("case", "C-000001").code == 0)
    let rebuilt = try gendan("rebuild", "--format", "json").object
    #expect(rebuilt["cases"] as? Int == cases)
    #expect((rebuilt["differences"] as? [String])?.isEmpty == true)
  }

  @Test func aCaseMovedByHand() async throws {
    try publish()
    try await open("C-000001")
    #expect(try gendan("cases", "--open").out.contains("C-000001") && gendan("cases", "--open").out.contains("待人处理 1"))
    #expect(try gendan("cases", "--incidents").out.contains("没有异常"))
    let opened = try gendan("case", "C-000001")
    #expect(opened.out.contains("← locker.md:26「禁止：【发放慰问券】」"))
    #expect(opened.out.contains("gendan signal C-000001 --task "))

    let fact = try gendan("signal", "C-000001", "--fact", "柜门状态=卡住", "--as", "小周")
    #expect(fact.code == 0, "\(fact.err)")
    #expect(fact.out.contains("决定：条件：卡住（因为 柜门状态 = 卡住）"))
    let task = try gendan("signal", "C-000001", "--choose", "柜子有电", "--format", "json").object
    #expect(task["caseID"] as? String == "C-000001")
    #expect((task["events"] as? [String])?.contains { $0.hasPrefix("等待 30 分钟") } == true)
    let event = try gendan("signal", "C-000001", "--event", "parcel.taken", locale: "en")
    #expect(event.code == 0)
    #expect(event.out.contains("Closed"))

    let why = try gendan("case", "C-000001", "--why")
    #expect(why.out.contains("柜门状态 = 卡住，") && why.out.contains("得知（第 "))
    #expect(why.out.contains("处理：柜子有电"))
    let report = try gendan("case", "C-000001", "--format", "json").object
    #expect(report["phase"] as? String == "closed")
    #expect((report["facts"] as? [String: String])?["result"] == "已取件")
    let decided = try #require((report["timeline"] as? [[String: Any]])?.first { ($0["text"] as? String)?.hasPrefix("决定：") == true })
    let sentence = try #require(decided["sentence"] as? [String: Any])
    #expect(sentence["file"] as? String == "locker.md" && sentence["line"] as? Int == 28 && sentence["text"] as? String == "条件：卡住")
    let events = try gendan("case", "C-000001", "--events", "--format", "json").array
    #expect(events.compactMap { $0["sequence"] as? Int } == Array(1...events.count))
    #expect(events.allSatisfy { $0["body"] is [String: Any] && $0["kind"] is String && $0["form"] is Int && $0["at"] is Int })
    #expect(try gendan("case", "C-000001", "--events").out.split(separator: "\n").count == events.count)

    let closed = try gendan("signal", "C-000001", "--fact", "柜门状态=已开")
    #expect(closed.code == 1)
    #expect(closed.err.contains("已结单"))
  }

  @Test func whatIsRefusedChangesNothing() async throws {
    try publish()
    try await open("C-000001")
    let before = try gendan("case", "C-000001", "--events").out
    let refused: [([String], String, String)] = [
      (["--action", "发放慰问券"], "被禁止，依据 locker.md:26「禁止：【发放慰问券】」", "is forbidden by locker.md:26"),
      (["--retry"], "没有异常", "no incident"), (["--skip"], "没有异常", "no incident"), (["--move-to", "nowhere"], "没有异常", "no incident"),
      (["--fact", "柜门颜色=红"], "没有叫“柜门颜色”的事实。有：柜门状态", "no fact “柜门颜色”"), (["--fact", "柜门状态=红"], "可以是：卡住、已开", "it can be: 卡住, 已开"),
      (["--fact", "柜门状态"], "写成“事实=值”", "write FACT=VALUE"), (["--event", "地震"], "没有叫“地震”的事件。有：用户已取件", "no event “地震”"),
      (["--action", "爆破"], "没有叫“爆破”的动作。有：远程开门", "no action “爆破”"), (["--choose", "也许"], "不在选项里（卡住、已开、未知）", "none of the choices"),
      (["--task", "k999", "--choose", "卡住"], "没有在等“k999”", "Nothing waits for “k999”"), (["--promise-kept", "p1"], "没有在等“p1”", "Nothing waits for “p1”"),
    ]
    for (arguments, chinese, english) in refused {
      for (language, words) in [("zh-CN", chinese), ("en", english)] {
        let ran = try program.run(["signal", "C-000001", "--ledger", "sqlite:kept/ledger.sqlite", "--locale", language] + arguments)
        #expect(ran.code == 1, "\(arguments)")
        #expect(ran.err.contains(words), "\(ran.err)")
        #expect(ran.out.isEmpty)
      }
    }
    #expect(try gendan("case", "C-000001", "--events").out == before)
    for arguments in [["case", "C-000009"], ["signal", "C-000009", "--retry"]] {
      let ran = try program.run(arguments + ["--ledger", "sqlite:kept/ledger.sqlite"])
      #expect(ran.code == 1)
      #expect(ran.err.contains("没有工单 C-000009。用 gendan cases 查看。"))
    }
  }

  @Test func theSameSignalCountsOnce() async throws {
    try publish()
    try await open("C-000001")
    try await open("C-000002", about: "柜-2")
    let first = try gendan("signal", "C-000001", "--action", "远程开门", "--id", "mail-7")
    #expect(first.out.contains("【远程开门】"))
    let count = try gendan("case", "C-000001", "--events").out.split(separator: "\n").count
    let second = try gendan("signal", "C-000001", "--action", "远程开门", "--id", "mail-7")
    #expect(second.code == 0)
    #expect(second.out.contains("以前收过（工单 C-000001），没有重复处理"))
    #expect(try gendan("signal", "C-000001", "--action", "远程开门", "--id", "mail-7", "--format", "json").object["alreadyReceived"] as? Bool == true)
    #expect(try gendan("case", "C-000001", "--events").out.split(separator: "\n").count == count)
    // The action waits for the next run; the case says so.
    #expect(try gendan("case", "C-000001").out.contains("在等：【远程开门】的结果"))
    let rebuilt = try gendan("rebuild", locale: "en")
    #expect(rebuilt.code == 0)
    #expect(rebuilt.out.contains("2 cases") && rebuilt.out.contains("Nothing was different."))
  }

  @Test func columnsStandUnderEachOther() async throws {
    try publish()
    try await open("C-000001", about: "短")
    try await open("C-000002", about: "一个长得多的名字")
    let lines = try gendan("cases").out.split(separator: "\n")
    #expect(lines.count == 2)
    // Every character of these subjects is two cells wide: the shorter one has 14 spaces more behind it.
    #expect(lines.contains { $0.contains("短" + String(repeating: " ", count: 14) + "  locker-jam") })
    #expect(lines.contains { $0.contains("一个长得多的名字  locker-jam") })
  }
}

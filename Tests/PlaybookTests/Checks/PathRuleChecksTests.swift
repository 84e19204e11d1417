import Playbook
import Testing

@Suite("Checks that walk every path")
struct PathRuleChecksTests {
  @Test func forbiddenActionLater() {
    check(
      "forbidden-action-later", .error,
      breaking: [
        Breaking(outline: "- 禁止：【短信通知】\n- 【短信通知】", line: 2, words: "前面已经禁止“短信通知”"),
        Breaking(outline: "- 判断 `责任方`\n  - 条件：骑手责\n    - 禁止：联系类动作\n  - 条件：用户责\n- 联系 骑手", line: 5, words: "前面已经禁止“联系”"),
        Breaking(outline: "- 禁止：【短信通知】\n- [通知](#通知)\n\n## 流程：通知\n\n- 【短信通知】", line: 6, words: "短信通知"),
        Breaking(outline: "- Never: [text]\n- [text]", line: 2, words: "forbidden earlier on the path", language: .english),
      ],
      fine: [
        "- 【短信通知】\n- 禁止：【短信通知】", "- 判断 `责任方`\n  - 条件：骑手责\n    - 禁止：【短信通知】\n  - 条件：用户责\n    - 【短信通知】",
        "- 判断 `责任方`\n  - 条件：骑手责\n    - 禁止：【短信通知】\n    - 结论：责任方=骑手责\n  - 条件：用户责\n- 【短信通知】",
      ])
  }

  @Test func loopWithoutExit() {
    check(
      "loop-without-exit", .error,
      breaking: [
        Breaking(outline: "- 联系 骑手\n- 回到 联系 骑手", line: 2, words: "没有哪个分支离开这个循环"),
        Breaking(outline: "- Contact rider\n- Go back to Contact rider", line: 2, words: "no alternative leaves this loop", language: .english),
      ],
      fine: ["- 联系 骑手\n  - 条件：接通\n    - 结论：责任方=骑手责\n  - 条件：联系不到\n    - 回到 联系 骑手"])
    check(
      "loop-without-exit", .warning,
      breaking: [
        Breaking(outline: "- 继续尝试其他方式联系", line: 1, words: "没有写试几次"),
        Breaking(outline: "- Keep trying the other numbers", line: 1, words: "how often to try", language: .english),
      ],
      fine: ["- 继续尝试其他方式联系，最多 3 次", "- 继续配送"])
  }

  @Test(arguments: [
    ("每个工单：结束前【短信通知】", "- 判断 `责任方`\n  - 条件：骑手责\n    - 【短信通知】\n  - 条件：用户责\n    - 甲", "没有“短信通知”就结束"),
    ("条件 责任方=用户责：结束前【短信通知】", "- 判断 `责任方`\n  - 条件：骑手责\n    - 甲\n  - 条件：用户责\n    - 乙", "没有“短信通知”就结束"),
    ("【退款】前：【短信通知】", "- 判断 `责任方`\n  - 条件：骑手责\n    - 【短信通知】\n  - 条件：用户责\n- 【退款】", "没有先“短信通知”就走到“退款”"),
    ("【退款】前：责任方=骑手责", "- 判断 `责任方`\n  - 条件：骑手责\n  - 条件：用户责\n- 【退款】", "条件没有确认"),
    ("条件 责任方=用户责：不【退款】", "- 判断 `责任方`\n  - 条件：骑手责\n  - 条件：用户责\n    - 【退款】", "不许的情形下走到“退款”"),
    ("每个工单：结束前【短信通知】", "- 判断 `责任方`\n  - 条件：骑手责\n    - [一](#一)\n  - 条件：用户责\n    - 【短信通知】\n\n## 流程：一\n\n- 甲", "没有“短信通知”就结束"),
  ])
  func invariantBroken(invariant: String, outline: String, words: String) throws {
    let found = try #require(findings(invariant, outline).first)
    #expect(found.text.contains(words) && found.text.contains(invariant))
    #expect(found.level == .error && findings(invariant, outline).count == 1)
  }

  /// What is easily missed: sentences for one channel, promises that act, follow-ups that are ended from outside, procedures that run themselves.
  @Test(arguments: [
    ("每个工单：结束前【短信通知】", "- 电话侧：【短信通知】"),
    ("【退款】前：【短信通知】", "- 承诺：骑手 在 5 分钟内 上传照片；超时 则 【退款】"),
    ("条件 责任方=用户责：不【退款】", "- 判断 `责任方`\n  - 条件：用户责\n    - 承诺：骑手 在 5 分钟内 上传照片；超时 则 【退款】\n  - 条件：骑手责"),
    ("【退款】前：用户同意=同意", "- 等待 30 分钟（自 此刻 起）\n  - 条件：照片上传\n    - 【退款】\n  - 条件：超时"),
    ("每个工单：结束前【短信通知】", "- [一](#一)\n\n## 流程：一\n\n- 判断 `责任方`\n  - 条件：骑手责\n    - [一](#一)\n  - 条件：用户责\n    - 甲"),
    ("条件 配送费 超过 30 元：结束前【短信通知】", "- 判断 `配送费`\n  - 条件：不超过 30 元\n    - 甲\n  - 条件：其他\n    - 乙"),
    ("条件 配送费 超过 30 元：结束前【短信通知】", "- 判断 `配送费`\n  - 条件：不超过 50 元\n    - 甲\n  - 条件：超过 50 元\n    - 乙"),
    ("【查件数】前：【短信通知】", "- 判断 `件数`\n  - 条件：超过 3 件\n  - 条件：不超过 3 件\n  - 条件：未知"),
  ])
  func invariantBrokenWhereItIsEasilyMissed(invariant: String, outline: String) {
    #expect(findings(invariant, outline).count == 1, "\(outline)")
  }

  @Test(arguments: [
    ("每个工单：结束前【短信通知】", "- 电话侧：【短信通知】\n- 在线侧：【短信通知】"),
    ("【退款】前：用户同意=同意", "- 等待 30 分钟（自 此刻 起）\n  - 条件：用户回电\n    - 【退款】\n  - 条件：超时"),
    ("【退款】前：配送费 不超过 30 元", "- 判断 `配送费`\n  - 条件：不超过 10 元\n    - 【退款】\n  - 条件：其他"),
    ("每个工单：结束前【短信通知】", "- [一](#一)\n- 【短信通知】\n\n## 流程：一\n\n- 判断 `责任方`\n  - 条件：骑手责\n    - [一](#一)\n  - 条件：用户责"),
  ])
  func invariantKeptWhereItIsEasilyDoubted(invariant: String, outline: String) { #expect(findings(invariant, outline).map(\.text).isEmpty, "\(outline)") }

  @Test(arguments: ["每个工单：结束前不【短信通知】", "每个工单：结束前【短信通知】和【退款】", "every case: no 【退款】 before the end"])
  func anInvariantIsNeverReadAsAnother(invariant: String) {
    let text = "---\ninvariants:\n  - \"\(invariant)\"\n---\n\(chineseVocabulary)\n\n## 流程\n\n- 甲\n"
    #expect(compile(SourceText(path: "a.md", text: text)) { _ in nil }.diagnostics.filter { $0.check == "unreadable-part" }.count == 1)
  }

  /// Many facts that procedures hand over to each other: the walk doesn't try all their combinations.
  @Test func manyHandedOverFactsAreNoTrouble() {
    let count = 14
    let rows = (0..<count).map { "| f\($0) | 标记\($0) | 是否 | | | | |" }.joined(separator: "\n")
    let vocabulary = chineseVocabulary.replacing("| ruling | 责任方 |", with: "\(rows)\n| ruling | 责任方 |")
    let main = (0..<count).map { "- [办\($0)](#办\($0))" } + ["- 禁止：【短信通知】"] + (0..<count).map { "- 判断 `标记\($0)`\n  - 条件：是\n    - 甲\($0)\n  - 条件：否\n  - 条件：未知" }
    let procedures = (0..<count).map { "## 流程：办\($0)\n\n- 判断 `责任方`\n  - 条件：骑手责\n    - 结论：标记\($0)=是\n  - 条件：用户责\n    - 结论：标记\($0)=否" }
    let text = "\(vocabulary)\n\n## 流程\n\n\(main.joined(separator: "\n"))\n- 【短信通知】\n\n\(procedures.joined(separator: "\n\n"))\n"
    let found = compile(SourceText(path: "a.md", text: text)) { _ in nil }.diagnostics.filter { $0.check == "forbidden-action-later" }
    #expect(found.count == 1)
  }

  @Test(arguments: [
    ("每个工单：结束前【短信通知】", "- 判断 `责任方`\n  - 条件：骑手责\n    - 甲\n  - 条件：用户责\n    - 乙\n- 【短信通知】"),
    ("每个工单：结束前【短信通知】", "- [一](#一)\n\n## 流程：一\n\n- 【短信通知】\n- 结论：责任方=用户责"),
    ("条件 责任方=用户责：结束前【短信通知】", "- 判断 `责任方`\n  - 条件：骑手责\n    - 甲\n  - 条件：用户责\n    - 【短信通知】"),
    ("【退款】前：【短信通知】", "- 【短信通知】\n- 【退款】"),
    ("【退款】前：责任方=骑手责", "- 判断 `责任方`\n  - 条件：骑手责\n    - 【退款】\n  - 条件：用户责"),
    ("条件 责任方=用户责：不【退款】", "- 判断 `责任方`\n  - 条件：骑手责\n    - 【退款】\n  - 条件：用户责"),
  ])
  func invariantKept(invariant: String, outline: String) { #expect(findings(invariant, outline).map(\.text).isEmpty) }

  /// What one procedure concludes decides which way its caller goes: the other ways aren't paths.
  @Test func conclusionsAreHandedOver() {
    let vocabulary = chineseVocabulary.replacing(
      "| ruling | 责任方 |", with: "| step | 进展 | 单选 | done 办完; open 未完 | | | |\n| ruling | 责任方 |")
    let outline = "- [一](#一)\n- 判断 `进展`\n  - 条件：办完\n    - 甲\n  - 条件：未完\n    - 【短信通知】\n\n## 流程：一\n\n- 禁止：【短信通知】\n- 结论：进展=办完"
    let text = "\(vocabulary)\n\n## 流程\n\n\(outline)\n"
    let found = compile(SourceText(path: "a.md", text: text)) { _ in nil }.diagnostics.filter { $0.check == "forbidden-action-later" }
    #expect(found.isEmpty)
  }

  @Test func unreadableInvariant() throws {
    let text = "---\ninvariants:\n  - 天天开心\n---\n\(chineseVocabulary)\n\n## 流程\n\n- 甲\n"
    let found = try #require(compile(SourceText(path: "a.md", text: text)) { _ in nil }.diagnostics.first { $0.check == "unreadable-part" })
    #expect(found.place.line == 3 && found.text.contains("天天开心"))
  }

  private func findings(_ invariant: String, _ outline: String) -> [Diagnostic] {
    let text = "---\ninvariants:\n  - \(invariant)\n---\n\(chineseVocabulary)\n\n## 流程\n\n\(outline)\n"
    return compile(SourceText(path: "a.md", text: text)) { _ in nil }.diagnostics.filter { $0.check == "invariant-broken" }
  }
}

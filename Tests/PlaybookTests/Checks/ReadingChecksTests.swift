import Playbook
import Testing

/// Findings of one check in a whole document.
private func check(
  _ id: String, _ level: Diagnostic.Level, breaking: [(text: String, line: Int, words: String)], fine: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for (text, line, words) in breaking {
    let found = compiled(text).findings(of: id)
    #expect(found.map(\.place.line) == [line], "\(text)\n\(found.map(\.text))", sourceLocation: sourceLocation)
    #expect(found.first?.level == level, "\(text)", sourceLocation: sourceLocation)
    #expect(found.first?.text.contains(words) == true, "\(found.map(\.text))", sourceLocation: sourceLocation)
  }
  for text in fine {
    let found = compiled(text, others: ["there.md": "- 甲"]).findings(of: id).map(\.text)
    #expect(found.isEmpty, "\(text)\n\(found)", sourceLocation: sourceLocation)
  }
}

@Suite("Checks made while reading")
struct ReadingChecksTests {
  @Test func frontMatter() {
    check(
      "front-matter", .error,
      breaking: [
        ("---\nid: [\n---\n- 甲", 3, "不是有效的 YAML"), ("---\n- 甲\n---\n- 甲", 2, "键: 值"), ("---\nid: a\ntime-limit: 很久\n---\n- 甲", 3, "48 小时"),
        ("---\nquiet-hours: 夜里\n---\n- 甲", 2, "22:00-08:00"), ("---\ntime-zone: 北京\n---\n- 甲", 2, "+08:00"), ("---\nlocale: fr\n---\n- 甲", 2, "zh-CN"),
        ("---\ntime-limit: soon\n---\n- run", 2, "The value of “time-limit” isn't understood"),
      ],
      fine: [
        "---\nid: a\ntitle: 甲\nlocale: zh-CN\nowner: 乙\nvocabulary: []\nstarts-on: x.y\nchannels: [online]\ntime-limit: 48 小时\nquiet-hours: 22:00-08:00\ntime-zone: \"+08:00\"\ninvariants: []\n---\n- 甲",
        "- 甲", "---\n- 甲", "",
      ])
    check("front-matter", .warning, breaking: [("---\nname: a\n---\n- 甲", 2, "没有名为“name”的键")], fine: [])
  }

  @Test func frontMatterIsRead() {
    let plan = compiled("---\nid: a\ntitle: 题\nowner: 组\nstarts-on: [x.y, z]\ntime-limit: 2 h\ntime-zone: \"-05:30\"\nlocale: en\n---\n# 别的\n\n- 甲").plan
    #expect((plan.id, plan.title, plan.owner, plan.startsOn) == ("a", "题", "组", ["x.y", "z"]))
    #expect((plan.timeLimit, plan.zone, plan.language) == (.hours(2), TimeZoneOffset(minutes: -330), .english))
  }

  @Test func missingFiles() {
    check(
      "missing-file", .error,
      breaking: [
        ("---\nid: a\nvocabulary: [词.md]\n---\n- 甲", 3, "找不到文件“词.md”"), ("- 甲\n- [乙](乙.md)", 2, "“乙.md”找不到"), ("- [乙](#乙)", 1, "“#乙”找不到"),
        ("## 跟单\n\n| 名称 | 流程 |\n|---|---|\n| 催 | 催.md |", 5, "“催.md”"), ("## 跟单\n\n| 名称 | 流程 |\n|---|---|\n| 催 | #催 |", 5, "跟单“催”的流程“#催”找不到"),
        ("- [run](gone.md)", 1, "leads to no document or procedure"),
      ],
      fine: ["- [乙](there.md)", "- 看[乙](乙.md)的说明", "- [网](https://example.org/a.md)", "## 流程\n\n- [乙](#乙)\n\n## 流程：乙\n\n- 甲"])
  }

  @Test func unreadableParts() {
    check(
      "unreadable-part", .error,
      breaking: [
        ("## 事实\n\n| 名称 | 类型 |\n|---|---|\n| 甲 | 怪 |", 5, "“怪”读不懂"), ("## 事实\n\n| 名称 | 有效期 |\n|---|---|\n| 甲 | 一阵子 |", 5, "“一阵子”读不懂"),
        ("## 事实\n\n| 名称 | 来源 |\n|---|---|\n| 甲 | 客服，天上 |", 5, "“天上”读不懂"), ("## 角色\n\n| 名称 | 渠道 |\n|---|---|\n| 甲 | 鸽子 |", 5, "“鸽子”读不懂"),
        ("## 角色\n\n| 名称 | 次序 |\n|---|---|\n| 甲 | 先 乙 |", 5, "“先 乙”读不懂"), ("## 动作\n\n| 名称 | 类别 |\n|---|---|\n| 甲 | 魔法 |", 5, "“魔法”读不懂"),
        ("## 动作\n\n| 名称 | 前提 |\n|---|---|\n| 甲 | 天亮 |", 5, "“天亮”读不懂"), ("## 动作\n\n| 名称 | 限时 |\n|---|---|\n| 甲 | 30 秒，99 次 |", 5, "“99 次”读不懂"),
        ("## 动作\n\n| 名称 | 对象 |\n|---|---|\n| 甲 | 乙 |", 5, "没有声明这个角色"), ("## 动作\n\n| 名称 | 话术 |\n|---|---|\n| 甲 | 乙 |", 5, "没有声明这条话术"),
        ("## 事件\n\n| 名称 | 带来 |\n|---|---|\n| 甲 | 天亮 |", 5, "事实=值"), ("## 跟单\n\n| 名称 | 间隔 |\n|---|---|\n| 甲 | 常常 |", 5, "应为时长"),
        ("## 角色\n\n| 名称 |\n|---|\n| 甲 |\n\n## 流程\n\n- 联系 甲（常常）", 9, "“常常”读不懂"), ("- 条件：甲", 1, "没有上级步骤"),
        ("## Parties\n\n| labels | channel |\n|---|---|\n| A | pigeon |", 5, "“pigeon” isn't understood"),
      ],
      fine: [chineseVocabulary, englishVocabulary, "- 甲\n  - 条件：乙"])
    check(
      "unreadable-part", .warning,
      breaking: [("## 事实\n\n| 名称 | 颜色 |\n|---|---|\n| 甲 | 红 |", 3, "不认识的列“颜色”"), ("- 承诺：甲会来", 1, "没有写明期限")], fine: [])
    check(
      "unreadable-part", .note, breaking: [("# 题\n\n## 流程\n\n- 甲\n\n## 其他想法\n\n- 乙", 7, "“其他想法”不是流程")],
      fine: ["# 题\n\n前言\n\n## 流程\n\n- 甲\n\n## 说明\n\n- 乙", "# 题\n\n## 一\n\n- 甲\n\n## 二\n\n- 乙"])
  }

  @Test func stories() {
    let head = "\(chineseVocabulary)\n## 流程\n\n- 结论：责任方=用户责\n\n## 例：一\n\n| 事件 | 期望 |\n|---|---|\n"
    let line = head.split(separator: "\n", omittingEmptySubsequences: false).count
    check("story-not-understood", .error, breaking: [(head + "| 开始： | 天晴了 |", line, "“天晴了”读不懂")], fine: [head + "| 开始： | 结束；责任方=用户责 |"])
  }
}

import Playbook
import Testing

@Suite("Checks of timers, contacts and paths")
struct PathChecksTests {
  @Test func timerWithoutOrigin() {
    check(
      "timer-without-origin", .warning,
      breaking: [
        Breaking(outline: "- 等待 30 分钟", line: 1, words: "“30 分钟”：没有写明从什么时候起算"),
        Breaking(outline: "- 继续配送（美配30min内需点二次配送）", line: 1, words: "“30min内需点二次配送”"), Breaking(outline: "- 自配30分钟内再送一次", line: 1, words: "30分钟内再送一次"),
        Breaking(outline: "- 半小时之内回话", line: 1, words: "半小时之内回话"),
        Breaking(outline: "- Wait 30 min", line: 1, words: "“30 min” doesn't say from when", language: .english),
        Breaking(outline: "- Bring it within 2 hours", line: 1, words: "“2 hours” doesn't say", language: .english),
      ],
      fine: [
        "- 等待 30 分钟（自 此刻 起）", "- 等待 30 分钟（自 上报时间 起）", "- 上报异常后30min内可再送", "- 30 分钟内（自上报起）可再送", "- 花了 30 分钟送到", "- 联系 骑手（2 次，间隔 3 分钟）",
      ])
  }

  @Test func timerWithoutExpiry() {
    check(
      "timer-without-expiry", .warning,
      breaking: [
        Breaking(outline: "- 等待 30 分钟（自 此刻 起）\n  - 条件：用户回电", line: 1, words: "“30 分钟”：时间过了怎么办，没有写"),
        Breaking(outline: "- 上报后30min内可再送", line: 1, words: "30min内可再送"),
        Breaking(
          outline: "- Wait 30 min from now\n  - When: photo uploaded", line: 1, words: "nothing is said about what happens when the time is over",
          language: .english),
      ],
      fine: [
        "- 等待 30 分钟（自 此刻 起）", "- 等待 30 分钟（自 此刻 起）\n  - 条件：用户回电\n  - 条件：超时", "- 等待 30 分钟（自 此刻 起）\n  - 条件：用户回电\n  - 条件：其他",
        "- 上报后30min内可再送，超过则自取", "- 上报后30min内可再送\n  - 逾期自取",
      ])
  }

  @Test func contactWithoutNotReached() {
    check(
      "contact-without-not-reached", .warning,
      breaking: [
        Breaking(outline: "- 联系 骑手\n  - 条件：接通", line: 1, words: "没有写联系不到怎么办"), Breaking(outline: "- 联系 骑手\n  - 甲\n  - 条件：接通", line: 1, words: "联系不到"),
        Breaking(outline: "- 联系店长（如需要）\n  - 条件：同意\n  - 条件：不同意", line: 1, words: "联系不到"),
        Breaking(outline: "- 核实情况（问骑手【外呼骑士】）\n  - 条件：好\n  - 条件：其他情况", line: 1, words: "联系不到"),
        Breaking(outline: "- Contact rider\n  - When: answered", line: 1, words: "when nobody is reached", language: .english),
      ],
      fine: [
        "- 联系 骑手", "- 联系 骑手\n  - 条件：接通\n  - 条件：联系不到", "- 联系 骑手\n  - 条件：接通\n  - 条件：其他", "- 联系店长\n  - 条件：同意\n  - 条件：不同意/未联系到", "- 联系店长\n  - 条件：打通\n  - 条件：打不通",
      ])
  }

  @Test func disclosureWithoutConsent() {
    check(
      "disclosure-without-consent", .error,
      breaking: [
        Breaking(outline: "- 【提供号码】", line: 1, words: "“用户同意”没有确认"),
        Breaking(outline: "- 判断 `用户同意`\n  - 条件：同意\n    - 甲\n  - 条件：不同意 或 未知\n- 【提供号码】", line: 5, words: "有一条路可以走到“提供号码”"),
        Breaking(outline: "- 判断 `用户同意`\n  - 条件：同意\n    - 联系 用户\n    - 【提供号码】\n  - 条件：不同意 或 未知", line: 4, words: "用户同意"),
        Breaking(outline: "- 判断 `用户同意`\n  - 条件：同意 或 未知\n    - 【提供号码】\n  - 条件：不同意", line: 3, words: "用户同意"),
        // What went well goes on behind an action that has only its failure looked after.
        Breaking(
          outline: "- 【短信通知】\n  - 条件：失败\n    - 判断 `用户同意`\n      - 条件：同意\n      - 条件：其他 或 未知\n        - 结论：责任方=用户责\n- 【提供号码】", line: 7,
          words: "用户同意"),
        Breaking(outline: "- [give number]", line: 1, words: "isn't established", language: .english),
      ],
      fine: [
        "- 判断 `用户同意`\n  - 条件：同意\n    - 【提供号码】\n  - 条件：不同意 或 未知", "- 判断 `用户同意`\n  - 条件：不同意 或 未知\n    - 结论：责任方=用户责\n  - 条件：同意\n- 【提供号码】",
        "- 判断 `用户同意`\n  - 条件：同意\n    - 判断 `餐品位置`\n      - 条件：门口\n      - 条件：其他 或 未知\n    - 【提供号码】\n  - 条件：不同意 或 未知",
      ])
    let declared = compiled("## 动作\n\n| 名称 | 类别 |\n|---|---|\n| 给号码 | 披露 |\n\n## 流程\n\n- 【给号码】")
    #expect(declared.findings(of: "disclosure-without-consent").map(\.text) == ["“给号码”会把个人信息交给别人，却没有声明前提（谁同意）。"])
    let promised = compiled("## 动作\n\n| 名称 | 类别 |\n|---|---|\n| 给号码 | 披露 |\n\n## 流程\n\n- 承诺：在 5 分钟内 回话；超时 则 【给号码】")
    #expect(promised.findings(of: "disclosure-without-consent").map(\.text) == ["“给号码”会把个人信息交给别人，却没有声明前提（谁同意）。"])
  }

  @Test func pathWithoutConclusion() {
    check(
      "path-without-conclusion", .warning,
      breaking: [
        Breaking(outline: "- 甲\n- 乙", line: 1, words: "整篇没有写结论"),
        Breaking(outline: "- 判断 `责任方`\n  - 条件：骑手责\n    - 结论：责任方=骑手责\n  - 条件：其他", line: 4, words: "这条路走到头，没有结论"),
        Breaking(outline: "- 判断 `责任方`\n  - 条件：骑手责\n    - 结论：责任方=骑手责\n  - 条件：其他\n    - 甲", line: 5, words: "没有结论"),
        Breaking(outline: "- 【短信通知】\n  - 条件：失败\n    - 结论：责任方=用户责", line: 1, words: "这条路走到头，没有结论"),
        Breaking(outline: "- run\n- hide", line: 1, words: "No path ends in a conclusion", language: .english),
      ],
      fine: [
        "- 结论：责任方=用户责", "- 甲\n- 结论：责任方=用户责", "- 判断 `责任方`\n  - 条件：骑手责\n    - 结论：责任方=骑手责\n  - 条件：其他\n- 结论：责任方=用户责", "",
        "- 判断 `责任方`\n  - 条件：骑手责\n    - 结论：责任方=骑手责\n  - 条件：其他\n    - 回到 判断 `责任方`",
      ])
  }
}

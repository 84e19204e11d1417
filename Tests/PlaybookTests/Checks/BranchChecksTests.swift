import Playbook
import Testing

@Suite("Checks of branches")
struct BranchChecksTests {
  @Test func valueWithoutBranch() {
    check(
      "value-without-branch", .warning,
      breaking: [
        Breaking(outline: "- 判断 `餐品位置`\n  - 条件：门口\n  - 条件：未知", line: 1, words: "“餐品位置”少了分支：在店里、在路上"),
        Breaking(outline: "- 甲\n- 判断 `餐品位置`\n  - 条件：门口\n  - 条件：其他", line: 2, words: "未知"),
        Breaking(outline: "- 判断 `责任方`\n  - 条件：骑手责", line: 1, words: "用户责"),
        Breaking(outline: "- 判断 `责任方`\n  - 条件：骑手责\n  - 条件：用户责 且 用户同意", line: 1, words: "用户责"),
        Breaking(outline: "- 判断 `配送费`\n  - 条件：超过 5 元\n  - 条件：少于 5 元", line: 1, words: "其他"),
        Breaking(outline: "- 向 骑手 询问 责任方\n  - 条件：骑手责、用户责", line: 1, words: "未知"),
        Breaking(outline: "- 问问天气\n  - 条件：晴\n  - 条件：雨", line: 1, words: "其他 或 未知"), Breaking(outline: "- 看看客人是否要餐\n  - 条件：不要餐", line: 1, words: "没有写“要餐”怎么办"),
        Breaking(outline: "- 联系店家【问能否再送，是否可以自取】\n  - 条件：联系到了\n    - 不自取，用户责\n  - 条件：未联系到\n    - 告知可自取", line: 1, words: "没有写“自取”怎么办"),
        Breaking(outline: "- Decide `liable`\n  - When: rider liable", line: 1, words: "has no alternative for: user liable", language: .english),
        Breaking(outline: "- Ask about the weather\n  - When: sun\n  - When: rain", line: 1, words: "Otherwise or Unknown", language: .english),
      ],
      fine: [
        "- 判断 `餐品位置`\n  - 条件：门口、在店里\n  - 条件：在路上\n  - 条件：未知", "- 判断 `责任方`\n  - 条件：骑手责\n  - 条件：其他",
        "- 判断 `配送费`\n  - 条件：超过 5 元\n  - 条件：不超过 5 元", "- 判断 `责任方`", "- 问问天气\n  - 条件：晴\n  - 条件：其他 或 不清楚", "- 问问原因\n  - 条件：评价问题\n  - 条件：非评价问题",
        "- 看看客人是否要餐\n  - 条件：要餐\n  - 条件：不要餐", "- 联系店家\n  - 条件：联系到\n  - 条件：联系不到",
      ])
  }

  @Test func outcomeWithoutBranch() {
    check(
      "outcome-without-branch", .warning,
      breaking: [
        Breaking(outline: "- 【退款】\n  - 条件：已退款", line: 1, words: "少了结果的分支：被拒"), Breaking(outline: "- 跟单【联系跟单】\n  - 条件：跟到了、用户回电", line: 1, words: "期满"),
        Breaking(outline: "- 联系 骑手\n  - 条件：接通\n  - 条件：拒接", line: 1, words: "占线、关机、无人接听"),
        Breaking(outline: "- 【退款】\n  - 甲\n  - 条件：已退款", line: 1, words: "被拒"),
        Breaking(outline: "- [refund]\n  - When: paid back", line: 1, words: "has no alternative for the outcome: turned down", language: .english),
      ],
      fine: [
        "- 【退款】", "- 【退款】\n  - 条件：已退款\n  - 条件：被拒", "- 【退款】\n  - 条件：已退款\n  - 条件：其他", "- 联系 骑手\n  - 条件：接通\n  - 条件：联系不到", "- 联系 骑手\n  - 条件：接通",
        "- 跟单【联系跟单】\n  - 条件：跟到了\n  - 条件：期满",
      ])
  }

  @Test func unreachableBranch() {
    check(
      "unreachable-branch", .warning,
      breaking: [
        Breaking(outline: "- 判断 `责任方`\n  - 条件：骑手责\n  - 条件：骑手责\n  - 条件：用户责", line: 3, words: "“骑手责”已经被别的分支占了"),
        Breaking(outline: "- 判断 `责任方`\n  - 条件：骑手责、用户责\n  - 条件：其他\n  - 条件：未知", line: 3, words: "永远走不到"),
        Breaking(outline: "- 【退款】\n  - 条件：已退款\n  - 条件：被拒\n  - 条件：被拒", line: 4, words: "被拒"),
        Breaking(outline: "- 结论：责任方=用户责\n- 甲\n- 乙", line: 2, words: "这一步永远走不到"),
        Breaking(outline: "- 判断 `责任方`\n  - 条件：骑手责\n    - 结论：责任方=骑手责\n    - 甲\n  - 条件：其他", line: 4, words: "永远走不到"),
        Breaking(outline: "- Conclude: liable = user liable\n- run", line: 2, words: "never come to", language: .english),
      ],
      fine: [
        "- 判断 `责任方`\n  - 条件：其他 或 未知\n  - 条件：骑手责", "- 电话侧：结论：责任方=用户责\n- 甲", "- 判断 `责任方`\n  - 条件：骑手责 且 用户同意\n  - 条件：骑手责\n  - 条件：其他",
        "- 判断 `责任方`\n  - 条件：骑手责\n    - 结论：责任方=骑手责\n  - 条件：其他\n- 甲",
      ])
  }
}

import Playbook
import Testing

@Suite("Checks of money and promises")
struct MoneyChecksTests {
  @Test func moneyWithoutTerms() {
    check(
      "money-without-terms", .note,
      breaking: [
        Breaking(outline: "- 【退款】", line: 1, words: "没有写明动多少钱"),
        Breaking(outline: "- [refund]", line: 1, words: "nothing is posted", language: .english),
      ],
      fine: [
        "- 【退款】\n\n## 资金\n\n| 动作 | 出 | 入 | 金额 |\n|---|---|---|---|\n| 退款 | 平台 | 用户 | 20 元 |",
        "- 【短信通知】",
      ])
  }

  @Test func promiseInWording() {
    check(
      "promise-in-wording", .note,
      breaking: [
        Breaking(outline: "- 话术：我们会在 24 小时内给您回电。", line: 1, words: "旁边却没有承诺"),
        Breaking(outline: "- 联系 骑手\n  - 话术：平台将在 2 天内处理好。", line: 1, words: "没有人盯着"),
        Breaking(outline: "- 话术：我们会给您补偿 20 元。", line: 1, words: "20 元"),
        Breaking(outline: "- Say: We will call you back within 24 hours.", line: 1, words: "no promise stands beside it", language: .english),
      ],
      fine: [
        "- 话术：我们会在 24 小时内给您回电。\n- 承诺：骑手 在 24 小时内 回电；超时 则 【短信通知】", "- 话术：请在 30 分钟内点二次配送。", "- 话术：我们会尽快处理。",
        "- 判断 `责任方`\n  - 条件：骑手责\n    - 话术：我们会在 24 小时内给您回电。\n  - 条件：用户责\n- 承诺：骑手 在 24 小时内 回电；超时 则 【短信通知】",
      ])
  }
}

import Testing

@Suite("Checks over raw texts: questions, answers and ends")
struct AnswerTextsTests {
  @Test func closedAtPromise() {
    checkText(
      "closed-at-promise",
      breaking: [
        .init(text: "- 回拨用户告知物品会在明天送达，处理完结。\n- 承诺重新开票，告知明天送达，处理完结。", line: 1, words: "第 2 行"),
        .init(text: "- Tell the guest it will be delivered tomorrow, case closed.\n- Archive", line: 1, words: "kept"),
      ],
      fine: [
        "- 物品送达并经用户确认后，处理完结。\n- 登记", "- 解释说明，处理完结。\n- 登记", "- 承诺：物流 在 24 小时内 送达\n- 处理完结",
        "- Tell the guest it will be delivered. Close the case once it has arrived.\n- Archive",
      ])
  }

  @Test func sharedExit() {
    checkText(
      "shared-exit",
      breaking: [
        .init(text: "- 核实订单号，查询情况是否属实。是，进入第二步。否，请用户再次来电，处理完结。\n- 登记", line: 1, words: "核实订单号"),
        .init(
          text: "- Check the order number and address, find out whether it is true. Yes, go on. No, the case is closed.\n- Archive", line: 1, words: "find out"),
      ],
      fine: [
        "- 查询情况是否属实。是，进入第二步。否，处理完结。\n- 登记", "- 核实订单号，确认地址。\n- 登记", "- Check whether it is true. Yes, go on. No, close.\n- Archive",
      ])
  }

  @Test func answerWithoutBranch() {
    checkText(
      "answer-without-branch",
      breaking: [
        .init(text: "- 解释说明，在用户认可的情况下处理完结。\n- 登记", line: 1, words: "在用户认可的情况下"),
        .init(text: "- 征得收货人同意后提供号码\n- 登记", line: 1, words: "收货人同意"),
        .init(text: "- With the customer's consent, give the number\n- Archive", line: 1, words: "customer's consent"),
      ],
      fine: [
        "- 在用户认可的情况下处理完结。用户不认可的，转主管。\n- 登记", "- 询问用户是否同意\n- 登记", "- 用户满意度4.5分\n- 登记", "- 征得用户同意后提供号码\n- 用户拒绝的，用隐私号",
        "- With the customer's consent, give the number\n- If they refuse, use the masked number",
      ])
  }

  @Test func sourcesWithoutOrder() {
    checkText(
      "sources-without-order",
      breaking: [
        .init(text: "- 确认餐品位置（隐私号、问商家、问骑手）\n- 登记", line: 1, words: "3 个来源"),
        .init(text: "- Determine the place (ask the shop, ask the rider)\n- Close", line: 1, words: "2 sources"),
      ],
      fine: [
        "- 确认餐品位置（先问商家，再问骑手）\n- 登记", "- 确认餐品位置（问骑手）\n- 登记", "- 联系用户（电话、短信）\n- 登记", "- Determine the place (first ask the shop, then the rider)\n- Close",
      ])
  }

  @Test func followUpUndefined() {
    checkText(
      "follow-up-undefined",
      breaking: [
        .init(text: "- 联系不到用户-联系跟单\n- 联系不到用户-联系跟单", line: 1, words: "第 2 行"), .init(text: "- Contact follow-up\n- Close", line: 1, words: "Contact follow-up"),
      ],
      fine: [
        "- 联系跟单：客服每30分钟一次，跟2小时\n- 登记", "- [联系跟单](follow.md)\n- 登记", "- 登记\n- 说明跟单规则",
        "- Ask whether they want a phone call as a follow-up, and when it suits them\n- Close",
      ])
  }

  @Test func override() {
    checkText(
      "override",
      breaking: [
        .init(text: "一、少货\n客服主动致歉，询问用户是否需要补货。\n二、补充说明\n数量少的，客服应主动告知用户会为其补齐。\n完。", line: 4, words: "第 2 行"),
        .init(
          text: "# 1. Missing goods\nAsk the guest whether to resend them.\n# 2. General rules\nAlways resend missing goods at once.\nArchive.", line: 4,
          words: "line 2"),
      ],
      fine: [
        "一、少货\n客服主动致歉，询问用户是否需要补货。\n二、错货\n客服应主动告知用户会为其补齐。\n完。", "一、少货\n直接补货。\n二、补充说明\n数量少的，会为其补齐。\n完。",
        "# 1. Missing goods\nResend them.\n# 2. General rules\nAlways resend missing goods at once.\nArchive.",
      ])
  }
}

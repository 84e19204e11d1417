import Testing

@Suite("Checks over raw texts: what counts, and how much")
struct RuleTextsTests {
  @Test func exampleAsRule() {
    checkText(
      "example-as-rule",
      breaking: [
        .init(text: "一、受理\n告知用户处理时效（如30分钟内响应）。\n登记。", line: 2, words: "30分钟"),
        .init(text: "- 商家赔偿（如3倍差价）\n- 登记", line: 1, words: "3倍"),
        .init(text: "- 附上服务时间，例如工作时间9:00-21:00\n- 登记", line: 1, words: "9:00-21:00"),
        .init(text: "- Tell the guest the deadline (e.g. within 30 minutes)\n- Close", line: 1, words: "30 minutes"),
        .init(text: "- 投诉率过高的约谈（如超5%）\n- 再次登记（如超5%）", line: 1, words: "第 2 行"),
      ],
      fine: [
        "- 如30分钟内未接通，转主管\n- 登记", "- 生成报告（如配送问题占比35%，平均时效45分钟）\n- 归档", "- 30分钟内响应\n- 登记", "- 送小礼物（如钥匙扣2个）\n- 登记",
        "- Offer something small (e.g. 2 coffees)\n- Close", "- 如5分钟内（含）接通则登记\n- 完", "- 说明原因（如“预计30分钟内送达”）\n- 登记",
      ])
  }

  @Test func exampleBreaksLimit() {
    checkText(
      "example-breaks-limit",
      breaking: [
        .init(text: "- 描述（要求至少20字，如“汤洒了一半”）\n- 提交", line: 1, words: "例子有 5 字"),
        .init(text: "- 留言不超过5字，例如“请把餐放在门口的柜子上”\n- 提交", line: 1, words: "最多"),
        .init(text: "- Describe it in at least 20 words, e.g. \"the soup was cold\"\n- Send", line: 1, words: "4 words"),
      ],
      fine: [
        "- 描述（至少4字，如“汤洒了一半”）\n- 提交", "- 描述至少20字，选择“退款”\n- 提交", "- 100字以内的说明，如“少了一份米饭”\n- 提交",
        "- Describe it in at least 3 words, e.g. \"the soup was cold\"\n- Send",
      ])
  }

  @Test func vagueMeasure() {
    checkText(
      "vague-measure",
      breaking: [
        .init(text: "- 应及时联系物流\n- 请及时回复", line: 1, words: "第 2 行"), .init(text: "- 轻微破损：补发\n- 登记", line: 1, words: "“轻微”"),
        .init(text: "- 酌情补偿用户\n- 登记", line: 1, words: "由谁定"), .init(text: "- 若多次投诉，升级主管\n- 登记", line: 1, words: "“多次”"),
        .init(text: "- 若商家未合理协商就拒绝，判商家责任\n- 登记", line: 1, words: "“合理”"),
        .init(text: "- Reply to the guest promptly\n- Close", line: 1, words: "how soon"),
        .init(text: "- Minor damage: send a new one\n- Close", line: 1, words: "“minor”"),
        .init(text: "- Offer appropriate compensation\n- Close", line: 1, words: "how much"),
      ],
      fine: [
        "- 应在2小时内及时联系物流\n- 登记", "- 多次（3次以上）投诉的升级主管\n- 登记", "- 避免更严重\n- 登记", "- 轻微指外包装破而食品未漏\n- 轻微破损：补发",
        "- 方便用户合理安排\n- 登记", "- Reply promptly, within 2 hours\n- Close", "- Minor means that the box is open\n- Minor damage: send a new one",
        "- Close the case as soon as it has arrived\n- Archive", "- 话术：我们会尽快处理\n- 登记", "- 选择“尽快处理”\n- 登记",
      ])
  }

  @Test func figuresDisagree() {
    checkText(
      "figures-disagree",
      breaking: [
        .init(text: "- 平均解决时效45分钟\n- 平均处理时长（目标30分钟内）", line: 2, words: "第 1 行"),
        .init(text: "一、总则\n- 工作时间9:00-18:00\n二、热线\n- 服务时间：8:00-20:00", line: 4, words: "9:00-18:00"),
        .init(text: "一、受理\n- 线上客服30分钟内响应\n二、监督\n- 线上客服60分钟内响应", line: 4, words: "第 2 行"),
        .init(text: "- Average handling time (goal: 30 minutes)\n- Average resolution time: 45 minutes", line: 2, words: "line 1"),
      ],
      fine: [
        "- 平均解决时效30分钟\n- 平均处理时长（目标30分钟内）", "- 平均处理时长1小时\n- 平均解决时效60分钟", "- 工作时间9:00-18:00\n- 节假日8:00-22:00",
        "- 商家24小时内回复\n- 用户48小时内回复", "- Working hours 9:00-18:00\n- Average handling time 30 minutes",
      ])
  }

  @Test func amountMissing() {
    checkText(
      "amount-missing",
      breaking: [
        .init(text: "- 超时：退款+补偿优惠券\n- 污染：全额退款+赔偿。", line: 1, words: "第 2 行"), .init(text: "- 给予骑手奖励\n- 登记", line: 1, words: "由谁批"),
        .init(text: "- Offer the guest a voucher.\n- Close", line: 1, words: "how much"),
      ],
      fine: [
        "- 补偿 20 元优惠券\n- 登记", "- 与物流交涉赔偿责任\n- 登记", "- 期望方案（单选：退款/补偿）\n- 登记", "- 按赔付标准给予补偿\n- 登记",
        "- Offer the guest a voucher worth 10 yuan\n- Close", "- Ask whether a voucher was used\n- Close",
      ])
  }

  @Test func mixedOperators() {
    checkText(
      "mixed-operators",
      breaking: [
        .init(text: "- 超时：免单/退款+补偿优惠券\n- 登记", line: 1, words: "（免单 或 退款）加 补偿优惠券"),
        .init(text: "- Late: refund / voucher + apology\n- Close", line: 1, words: "refund or (voucher and apology)"),
      ],
      fine: [
        "- 照片+描述\n- 补发/退款", "- （免单/退款）+补偿\n- 登记", "- 见 https://a.example/b+c\n- 登记", "- 12/24+2\n- 登记", "- Refund / voucher\n- Photo + words",
      ])
  }

  @Test func mandatoryConflict() {
    checkText(
      "mandatory-conflict",
      breaking: [
        .init(text: "- 交付前必须拍照留证\n- 生鲜无需拍照留证", line: 2, words: "第 1 行"),
        .init(text: "- Riders must take photos\n- For groceries there is no need to take photos", line: 2, words: "line 1"),
      ],
      fine: [
        "- 交付前必须拍照留证（生鲜除外）\n- 生鲜无需拍照留证", "- 必须拍照留证\n- 无需致电用户", "- Riders must take photos\n- No need to call the guest",
      ])
  }
}

import Playbook
import Testing

@Suite("Checks over raw texts: sections, lists and names")
struct StructureTextsTests {
  @Test func duplicateSection() {
    let copied = """
      一、少货
      第一步：核实订单号，查询用户反映的情况是否属实。
      客服主动致歉，询问用户需要补货还是退货。
      客服确认商品，通知物流部为用户安排配送。
      在用户认可以后记录处理结果并归档。
      二、错货
      第一步：核实订单号，查询用户反映的情况是否属实。
      客服主动致歉，询问用户需要补货还是退货。
      客服确认商品，通知物流部为用户安排配送。
      把错货取回仓库并拍照留证。
      """
    checkText(
      "duplicate-section",
      breaking: [
        .init(text: "一、总则\n本规程适用于门店。\n二、受理\n登记电话号码。\n三、存档\n保存半年。\n二、受理\n登记电话号码和姓名。", line: 7, words: "第 3 行"),
        .init(text: copied, line: 6, words: "把错货取回仓库"),
        .init(text: "# 1. Intake\nWrite down the number.\n# 2. Closing\nSend a survey.\n# 3. Intake\nWrite down the name.", line: 5, words: "line 1"),
      ],
      fine: [
        "一、少货\n（一）定义\n数量不够。\n（二）处理\n补货。\n二、错货\n（一）定义\n发错了。\n（二）处理\n换货。",
        "# 1. Late\n## Steps\nCall the rider.\n# 2. Lost\n## Steps\nCall the depot.",
        "## 流程\n- 登记\n## 流程：甲\n- 登记\n## 流程：乙\n- 登记",
      ])
  }

  @Test func namedPerson() {
    checkText(
      "named-person",
      breaking: [
        .init(text: "- 上报运营、蔡总处\n- 邮件报备蔡总", line: 1, words: "第 2 行"), .init(text: "- 联系王经理\n- 登记", line: 1, words: "“王经理”"),
        .init(text: "- Ask Linda for approval\n- Close", line: 1, words: "“Linda”"),
        .init(text: "- The voucher is signed by Mr. Smith\n- Close", line: 1, words: "“Mr. Smith”"),
      ],
      fine: [
        "- 上报运营总监\n- 每周总结", "- 联系值班经理\n- 汇总数据", "- 转客服主管\n- 金总额超过上限", "- Ask the shift lead\n- Call Support", "- Tell the guest\n- See Table 2",
      ])
  }

  @Test func danglingReference() {
    checkText(
      "dangling-reference",
      breaking: [
        .init(text: "- 判责请参考《服务违规实施细则》\n- 再看《服务违规实施细则》", line: 1, words: "第 2 行"),
        .init(text: "- 参照门店售后管理办法处理\n- 登记", line: 1, words: "门店售后管理办法"), .init(text: "- 按附件2填写\n- 登记", line: 1, words: "附件2"),
        .init(text: "- See the Returns Policy for details\n- Close", line: 1, words: "Returns Policy"),
        .init(text: "- Pay as described in Appendix B\n- Close", line: 1, words: "Appendix B"),
      ],
      fine: [
        "- 判责请参考[《服务违规实施细则》](rules.md)\n- 登记", "- 依照《消费者权益保护法》处理\n- 登记", "一、退货指引\n- 登记\n二、受理\n- 详见《退货指引》\n- 完",
        "- See the [Returns Policy](returns.md)\n- Close", "- See whether the policy allows it\n- Close",
      ])
  }

  @Test func hiddenTable() {
    checkText(
      "hidden-table",
      breaking: [
        .init(text: "- 处置：1.美配：先送其他 2.自配：拍照放置\n- 登记", line: 1, words: "2 项"),
        .init(text: "- 第一步：核实订单。第二步：补发商品。\n- 登记", line: 1, words: "核实订单"),
        .init(text: "- Choose: 1) refund the guest 2) send a new one\n- Close", line: 1, words: "2 points"),
        .init(text: "属于 |\n不属于 |\n本人签收 |\n保安签收 |\n前台代收 |\n|\n网点签收 |\n说明到此为止。\n完。\n好。", line: 5, words: "第 5、7 行"),
      ],
      fine: [
        "- 1. 登记\n- 2. 回访", "- 价格 1.5 元，重 2.5 千克\n- 登记", "1、登记\n2、回访\n3、归档", "第一步：核实。\n第二步：补发。\n第三步：回访。",
        "属于 |\n不属于 |\n本人签收 |\n保安签收 |\n凭码签收 |\n前台代收 |\n完。\n好。\n行。", "- Step 1: check\n- Version 2.1 is out",
      ])
  }

  @Test func twoSpellings() {
    checkText(
      "two-spellings",
      breaking: [
        .init(text: "- 选择“邀请用户取消售后”\n- 点“邀请买家取消售后”", line: 2, words: "“邀请用户取消售后”"),
        .init(text: "- 青禾橱窗上架，青禾橱窗下架，不是吗\n- 蓝青禾橱窗和蓝青禾橱窗\n- 蓝青禾小店和蓝青禾小店", line: 3, words: "橱窗"),
        .init(text: "- Choose \"Invite user to cancel\"\n- Press \"Invite buyer to cancel\"", line: 2, words: "Invite user to cancel"),
      ],
      fine: [
        "- 联系到用户\n- 联系到了用户", "- 【外呼用户-核实】\n- 【外呼骑手-核实】", "- 选“仅退款”\n- 选“退货退款”", "- Choose \"Refund only\"\n- Choose \"Return and refund\"",
        "- 说“用户不在家，请稍后”\n- 说“顾客不在家，请稍后”",
      ])
  }

  @Test func unfinishedName() {
    checkText(
      "unfinished-name",
      breaking: [
        .init(text: "- 告知会在XX时间内送达\n- 再告知XX时间内送达", line: 1, words: "第 2 行"), .init(text: "- 赔付标准待定\n- 登记", line: 1, words: "待定"),
        .init(text: "- Tell them it takes xx days\n- Close", line: 1, words: "xx days"), .init(text: "- The limit is TBD\n- Close", line: 1, words: "TBD"),
      ],
      fine: [
        "- 结论：责任方=待定\n- 登记", "- 判断责任\n  - 条件：待定\n    - 登记", "- 轨迹显示“在×××驿站取件”\n- 登记", "- 协助联系【外呼用户-xx】\n- 登记", "- 等待 5 分钟\n- 登记",
        "- Measure the xxl parcel\n- Close",
      ])
  }

  @Test func kindWithoutTreatment() {
    let kinds = "一、问题类型\n1.配送问题：超时、地址错误、拒收等。\n2.食品问题：变质、异物等。\n3.态度问题：辱骂等。\n"
    checkText(
      "kind-without-treatment",
      breaking: [
        .init(text: kinds + "二、派单\n-配送问题转骑手组。\n-食品问题转商家。", line: 6, words: "“态度问题”"),
        .init(text: kinds + "二、电话\n分设“配送问题”“食品问题”等按键。", line: 6, words: "“态度问题”"),
        .init(
          text: kinds + "二、方案\n1.配送问题：\n-超时：退款。\n-地址错误：重送。\n2.食品问题：退款。\n3.态度问题：致歉。", line: 6, words: "“拒收”"),
        .init(
          text: "场景一：未签收时发起仅退款\n售后类型为“仅退款”的先拦截。\n场景二：已签收时发起仅退款\n改售后类型为“退货退款”。\n完。", line: 1, words: "退货退款"),
        .init(
          text:
            "1. Types of problem\n   - Delivery problems: late, lost\n   - Food problems: spoiled\n   - Staff problems: rude\n2. Who takes it\n   - Delivery problems go to the riders\n   - Food problems go to the shop",
          line: 6, words: "Staff problems"),
      ],
      fine: [
        kinds + "二、派单\n-配送问题转骑手组。\n-食品问题转商家。\n-态度问题转主管。", kinds + "二、派单\n-配送问题转骑手组。\n-食品问题转商家。\n-其他问题转主管。", kinds + "二、派单\n-登记姓名。\n-配送问题先看轨迹。",
        "1. Types\n   - Delivery: late\n   - Food: spoiled\n   - Staff: rude\n2. Who\n   - Delivery goes to the riders\n   - All others go to the shop",
      ])
  }

  @Test func boilerplate() {
    checkText(
      "boilerplate", .note,
      breaking: [
        .init(
          text: "投诉流程\n1、下载文档前请自行甄别文档内容的完整性。\n2、如文档侵犯您的权益，请联系客服（人工客服工作时间：9:00-18:30）。\n一、受理\n登记订单号。\n二、回访\n致电用户。", line: 2,
          words: "2–3"),
        .init(
          text: "Complaints\nStep 1: write down the number.\nStep 2: call the guest.\nClose the ticket afterwards.\nAll rights reserved.", line: 5,
          words: "left out"),
      ],
      fine: ["一、受理\n登记订单号。\n二、回访\n工作时间：9:00-18:30。\n致电用户。", "1. Intake\nWrite down the number.\n2. Answer\nCall the guest."])
  }

  @Test(arguments: [
    "- 一、\n- （一）", "“”【】《》", "|\n|\n|\n|\n|", "1.2.3.4.5.6", "（如", "e.g.", "第步:第步:", "《", "、、、、", "如(如(如(如", "“““““", "第一步:第二步:", ": : : :", "+/+/+",
  ])
  func survives(_ text: String) {
    #expect(!compiled(text).sources.isEmpty)
    #expect(!compiled(String(repeating: text, count: 200)).sources.isEmpty)
    #expect(!compiled(String(repeating: text + "\n", count: 50)).sources.isEmpty)
  }
}

import Playbook
import Testing

/// What the first sentence of an outline becomes, with its alternatives, in the notation of `planText`.
private func check(_ language: Language, _ outline: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let compilation = compiled(outline: outline, in: language)
  let errors = compilation.diagnostics.filter { $0.level == .error }.map(\.text)
  #expect(errors.isEmpty, "\(outline): \(errors)", sourceLocation: sourceLocation)
  expectText(planText(compilation.plan.main), expected, outline, sourceLocation: sourceLocation)
}

@Suite("The forms of section 2, in both languages")
struct FormTests {
  @Test(arguments: [
    ("- 判断 `餐品位置`", "decide place → end"),
    ("- 判断餐品在哪：`位置`", "decide place → end"),
    ("- 【短信通知】", "act text → end"),
    ("- 发条短信【短信通知】", "act text → end"),
    ("- 【退款｜金额：12 元；原因：超时】", "act refund amount=12 元,reason=超时 → end"),
    ("- 【退款|金额:12 元;原因:超时】", "act refund amount=12 元,reason=超时 → end"),
    ("- 【退款｜12 元】", "act refund amount=12 元 → end"),
    ("- 联系 骑手", "contact rider by sms, 1x, 180 s: rider → end"),
    ("- 联系骑手", "contact rider by sms, 1x, 180 s: rider → end"),
    ("- 联系 用户", "contact customer by phone, 1x, 180 s: orderer then recipient if consent=yes → end"),
    (
      "- 联系 用户（先 收货人，再 下单人（用户同意=同意）；短信；2 次，间隔 5 分钟）",
      "contact customer by sms, 2x, 300 s: recipient then orderer if consent=yes → end"
    ),
    ("- 联系 用户(2 次,间隔 5 分钟;电话;先 收货人)。", "contact customer by phone, 2x, 300 s: recipient → end"),
    ("- 外呼骑手（３ 次）", "contact rider by sms, 3x, 180 s: rider → end"),
    ("- 向 骑手 询问 餐品位置", "ask rider for place in 300 s → end"),
    ("- 向商家询问`位置`（20 分钟）", "ask merchant for place in 1200 s → end"),
    ("- 等待 30 分钟（自 上报时间 起）", "wait 1800 s from reported → end"),
    ("- 等待 1 小时 30 分（自 此刻 起）", "wait 5400 s from here → end"),
    ("- 等待半小时(从 上报时间 起算)", "wait 1800 s from reported → end"),
    ("- 话术：【等待话术】", "say waiting → end"),
    ("- 话术：餐在{位置}。", "say 餐在{位置}。 → end"),
    ("- 禁止：【短信通知】、【提供号码】", "never text, number → end"),
    ("- 禁止：联系类动作", "never text, contact → end"),
    ("- 不得：披露类动作、【退款】", "never refund, number → end"),
    ("- 承诺：骑手 在 5 分钟内 照片上传；超时 则 【退款】", "promise rider in 300 s “照片上传” kept by photo else refund → end"),
    ("- 承诺：商家 在 1 小时内 回话", "promise merchant in 3600 s “回话” → end"),
    ("- 跟单【联系跟单】", "follow up follow → end"),
    ("- 结论：责任方=骑手责、用户同意=同意", "conclude ruling=rider, consent=yes → end"),
    ("- 结论：责任方=用户责（暂定）", "conclude ruling=user provisional → end"),
    ("- 转人工", "hand over to anybody → end"),
    ("- 转人工（客服组长）", "hand over to 客服组长 → end"),
    ("- [跟进](#跟进)", "call a#跟进 → end"),
    ("- 1、[跟进](#跟进)", "call a#跟进 → end"),
    ("- 给商家倒杯茶", "manual plain → end"),
    ("- 核实骑手的身份", "manual plain → end"),
  ])
  func chinese(outline: String, expected: String) { check(.chinese, outline, "1 " + expected) }

  @Test(arguments: [
    ("- Decide `meal place`", "decide place → end"),
    ("- establish where it is: `place`", "decide place → end"),
    ("- [text message]", "act text → end"),
    ("- Send it【text message】", "act text → end"),
    ("- [refund|amount: 12; reason: late]", "act refund amount=12,reason=late → end"),
    ("- Contact rider", "contact rider by sms, 1x, 180 s: rider → end"),
    ("- Contact the customer", "contact customer by phone, 1x, 180 s: orderer then recipient if consent=yes → end"),
    (
      "- Contact customer (first recipient, then the orderer (consent = agreed); sms; 2 attempts, 5 min apart).",
      "contact customer by sms, 2x, 300 s: recipient then orderer if consent=yes → end"
    ),
    ("- Call rider (every 5 min; 3 times)", "contact rider by sms, 3x, 300 s: rider → end"),
    ("- Ask rider for meal place", "ask rider for place in 300 s → end"),
    ("- Ask the merchant for `place` (20 min)", "ask merchant for place in 1200 s → end"),
    ("- Wait 30 min from report time", "wait 1800 s from reported → end"),
    ("- Wait for 1 h 30 min from now.", "wait 5400 s from here → end"),
    ("- Say: [waiting words]", "say waiting → end"),
    ("- Never: [text message], [give number]", "never text, number → end"),
    ("- Never: any contact", "never text, contact → end"),
    ("- Promise: rider within 5 min photo uploaded; else [refund]", "promise rider in 300 s “photo uploaded” kept by photo else refund → end"),
    ("- Follow up【contact follow-up】", "follow up follow → end"),
    ("- Follow-up [contact follow-up]", "follow up follow → end"),
    ("- Conclude: liable = rider liable, consent = agreed", "conclude ruling=rider, consent=yes → end"),
    ("- Conclude: liable = user liable (provisional)", "conclude ruling=user provisional → end"),
    ("- Hand over", "hand over to anybody → end"),
    ("- Hand over (team lead)", "hand over to team lead → end"),
    ("- [chase it](#chase)", "call a#chase → end"),
    ("- Make tea", "manual plain → end"),
    ("- Call it a day", "manual contact → end"),
  ])
  func english(outline: String, expected: String) { check(.english, outline, "1 " + expected) }

  @Test func alternativesInBothLanguages() {
    let expected = """
      1 decide place → end
        note 看清楚
        place=door → 2
        place=shop|road → 3
        otherwise → 4
        unknown → 5
      2 act text → end
      3 manual plain → end
      4 manual plain → end
      5 hand over to anybody → end
      """
    check(
      .chinese,
      """
      - **判断餐品位置**
        - 注：看清楚
        - **条件：在门口**
          - 【短信通知】
        - 若：在店里、在路上
          - 甲
        - 条件: 其他
          - 乙
        - 条件：未知
          - 转人工
      """, expected)
    check(
      .english,
      """
      - **Decide on the meal place**
        - Note: 看清楚
        - **When: at the door**
          - [text message]
        - if: in the shop or on the road
          - walk
        - When: Otherwise
          - run
        - When: unknown
          - Hand over to a person
      """, expected)
  }

  @Test func guardsInBothLanguages() {
    let expected = """
      1 act text → 2 only online else 2
      2 say waiting → 3 only phone else 3
      3 group → 4 only phone else 5
      4 manual plain → 5
      5 manual plain → end
      """
    check(.chinese, "- 在线侧：【短信通知】\n- 电话侧：话术：【等待话术】\n- 电话侧：\n  - 甲\n- 乙", expected)
    check(.english, "- Online: [text message]\n- Phone: Say: [waiting words]\n- Phone:\n  - walk\n- run", expected)
  }

  @Test func goingBack() {
    let expected = """
      1 decide place → 4
        place=door → 2
        otherwise → 3
        unknown → 4
      2 manual plain → 4
      3 go back to 1 → 4
      4 manual plain → end
      """
    check(.chinese, "- 判断 `位置`\n  - 条件：门口\n    - 甲\n  - 条件：其他\n    - 回到 判断 `位置`\n  - 条件：未知\n- 乙", expected)
    check(.chinese, "- 判断 `位置`\n  - 条件：门口\n    - 甲\n  - 条件：其他\n    - 回到“判断 位置”\n  - 条件：未知\n- 乙", expected)
    check(
      .english,
      "- Decide `place`\n  - When: door\n    - walk\n  - When: otherwise\n    - Go back to decide `place`\n  - When: unknown\n- run", expected)
  }

  @Test func wordingUnderAContactIsOfferedThere() {
    check(
      .chinese, "- 联系 骑手\n  - 话术：【等待话术】\n  - 电话侧：话术：你好\n  - 条件：接通\n  - 条件：联系不到",
      """
      1 contact rider by sms, 1x, 180 s: rider → end
        say waiting
        say 你好 on phone
        answer answered → end
        answer refused|busy|off|no-answer|wrong-person|machine|failed → end
      """)
  }

  /// What hangs below such wording isn't lost: it goes on with the step.
  @Test func whatHangsBelowOfferedWording() {
    check(
      .chinese, "- 安抚客人\n  - 话术：你好\n    - 注：慢慢说\n    - 甲\n    - 条件：好\n      - 乙\n    - 条件：其他\n  - 电话侧：话术：喂\n    - 丙",
      """
      1 manual decision → 3
        note 慢慢说
        say 你好
        say 喂 on phone
      2 choose → 5
        note 慢慢说
        say 你好
        say 喂 on phone
        answer 好 → 4
        answer 其他 → 5
      3 manual plain → 2
      4 manual plain → 5
      5 manual plain → end only phone else end
      """)
  }

  /// A manual step keeps its alternatives as the choices a person has.
  @Test func aPersonChoosesAmongAlternatives() {
    check(
      .chinese, "- 看看天气\n  - 条件：晴\n    - 出门\n  - 条件：其他",
      """
      1 manual decision → end
        answer 晴 → 2
        answer 其他 → end
      2 manual plain → end
      """)
  }

  @Test(arguments: [
    "一、", "（一）", "(一)", "1. ", "1、", "2) ", "十二、", "A、", "第一步：", "第 1 步：", "Step 1: ", "（12）", "**", "",
  ])
  func numberingAndBoldSayNothing(mark: String) {
    let bold = mark == "**" ? "**" : ""
    let text = "- \(bold)\(bold.isEmpty ? mark.replacing("第 1 步", with: "第1步") : "")判断 `餐品位置`\(bold)"
    expectText(planText(compiled(outline: text, in: .chinese).plan.main), "1 decide place → end", text)
  }
}

import Testing

@testable import Playbook

@Suite("What a pack says of reaching people")
struct ContactVocabularyTests {
  private let chinese = """
    # 试

    ## 角色

    | id | 名称 | 渠道 | 隐私号有效至 |
    |---|---|---|---|
    | customer | 用户 | 隐私号 | 隐私号到期 |

    ## 事实

    | id | 名称 | 类型 | 同意 |
    |---|---|---|---|
    | may-share | 同意提供号码 | 是否 | 用户：向商家提供号码 |
    | number-end | 隐私号到期 | 时间 | |

    ## 事件

    | id | 名称 | 对象 |
    |---|---|---|
    | in-touch | 用户来电 | 用户 |

    ## 动作

    | id | 名称 | 类别 | 对象 | 渠道 | 结果 |
    |---|---|---|---|---|---|
    | tell | 短信-即将联系 | 联系 | 用户 | 短信 | 已发；失败 |

    ## 联系规则

    | 渠道 | 规则 |
    |---|---|
    | 电话、隐私号 | 每人 24 小时 3 次 |
    | 短信 | 每人 24 小时 5 条 |
    | 所有 | 免打扰 22:00-08:00 |

    ## 流程

    - 联系 用户（预告【短信-即将联系】提前 2 小时；2 次，间隔 3 分钟）
      - 条件：接通
      - 条件：联系不到
      - 条件：已取消
    """

  @Test func columnsAndRulesAreRead() {
    let compilation = compiled(chinese)
    #expect(compilation.diagnostics.filter { $0.level == .error }.isEmpty, "\(compilation.findings)")
    let contacts = compilation.plan.vocabulary.contacts
    #expect(contacts.consents == ["may-share": ConsentTerms(party: "customer", scope: "向商家提供号码")])
    #expect(contacts.numbersWorkUntil == ["customer": "number-end"])
    #expect(contacts.arrivals == ["in-touch": "customer"])
    #expect(
      contacts.rules == [
        ContactRule(channels: [.phone, .privacyNumber], limit: .atMost(3, within: .hours(24))),
        ContactRule(channels: [.sms], limit: .atMost(5, within: .hours(24))),
        ContactRule(channels: [], limit: .quiet(QuietHours(from: 1320, to: 480))),
      ])
  }

  @Test("O-03: a notice is a step of its own before the contact") func noticeIsAStep() {
    let steps = compiled(chinese).plan.main.steps
    guard case .act(let call)? = steps.first?.kind, case .contact(let terms)? = steps.dropFirst().first?.kind else {
      Issue.record("the notice, then the contact")
      return
    }
    #expect(call.action == "tell")
    #expect(terms.notice == ContactNotice(call: call, lead: .hours(2)) && terms.attempts == 2)
  }

  @Test(arguments: [
    ("3 times per person in 24 h", 3, 24), ("per person 24 h 3 times", 3, 24), ("at most 5 messages per person in 2 h", 5, 2), ("每人2小时1次", 1, 2),
  ]) func capsAreReadInEitherOrder(_ text: String, _ most: Int, _ hours: Int64) {
    let rules = compiled("# t\n\n## Contact rules\n\n| channel | rule |\n|---|---|\n| phone | \(text) |\n\n## Procedure\n\n- x\n").plan.vocabulary.contacts
      .rules
    #expect(rules == [ContactRule(channels: [.phone], limit: .atMost(most, within: .hours(hours)))])
  }

  @Test(arguments: [
    ("| 电话 | 偶尔 |", "偶尔"), ("| 鸽子 | 每人 24 小时 3 次 |", "鸽子"), ("| 电话 | 免打扰 夜里 |", "免打扰 夜里"),
  ]) func whatIsNotUnderstoodIsTold(_ row: String, _ word: String) {
    let compilation = compiled(chinese.replacing("| 短信 | 每人 24 小时 5 条 |", with: row))
    let found = compilation.findings(of: "unreadable-part")
    #expect(found.count == 1 && found[0].message.chinese.contains(word))
    #expect(compilation.plan.vocabulary.contacts.rules.count == 2, "a rule that isn't understood is none")
  }

  @Test func aNoticeNeedsADeclaredActionAndALeadTime() {
    #expect(!compiled(chinese.replacing("提前 2 小时", with: "早一点")).findings(of: "unreadable-part").isEmpty)
    #expect(compiled(chinese.replacing("（预告【短信-即将联系】", with: "（预告【短信-没有】")).hasErrors)
  }

  @Test func theFormatterKeepsThem() {
    let written = checkFormatted(chinese)
    #expect(written.contains("联系 用户（预告【短信-即将联系】提前 2 小时；2 次，间隔 3 分钟）"))
    #expect(written.contains("## 联系规则"))
    #expect(compiled(written).plan.vocabulary.contacts == compiled(chinese).plan.vocabulary.contacts)
  }

  @Test func aNoticeWithoutItsEndIsTold() {
    let found = compiled(chinese.replacing("\n  - 条件：已取消", with: "")).findings(of: "outcome-without-branch")
    #expect(found.first?.message.chinese.contains("已取消") == true)
  }
}

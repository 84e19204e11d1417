import Playbook
import Testing

@Suite("Rules over cases in a document")
struct CaseRuleTests {
  private static let vocabulary = """
    # 词汇

    ## 角色

    | id | 名称 | 渠道 | 次序 |
    |---|---|---|---|
    | customer | 用户 | 电话 | |

    ## 事实

    | id | 名称、别名 | 类型 | 取值（别名） | 来源 | 有效期 | 个人信息 |
    |---|---|---|---|---|---|---|
    | merchant.id | 商家编号 | 文字 | | 订单信号 | | |
    | customer.id | 用户编号 | 文字 | | 订单信号 | | |
    | phone | 手机号 | 文字 | | 订单信号 | | 是 |
    | ill | 不适人数 | 数字 | 人 | 订单信号 | | |
    | kind | 问题 | 单选 | food 食品; late 迟到 | 订单信号 | | |
    | count | 起数 | 数字 | 起 | | | |
    | rate | 投诉率 | 数字 | % | | | |
    | cases | 工单号 | 文字 | | | | |
    | since | 起始 | 时间 | | | | |
    """

  private func compiledRule(_ row: String) -> Compilation {
    let heading = "| id | 名称 | 计入 | 归到 | 窗口 | 门槛 | 立单 | 带入 |\n|---|---|---|---|---|---|---|---|"
    return compiled("\(Self.vocabulary)\n\n## 流程\n\n- 甲\n\n## 跨单规则\n\n\(heading)\n\(row)\n")
  }

  @Test func `T-16 people of one merchant`() throws {
    let compilation = compiledRule("| ill | 多人不适 | 不适人数≥1 人 | 商家编号 | 24 小时 | 3 人（用户编号） | emergency | 商家编号；起数=单数；工单号=单号；起始=起始时间；问题=食品 |")
    let rule = try #require(compilation.plan.caseRules.first)
    #expect(compilation.findings(of: "unreadable-part").isEmpty)
    #expect(rule.counts == .learned(.compare("ill", .atLeast, .number(1))))
    #expect(rule.key == .fact("merchant.id"))
    #expect(rule.window == .hours(24))
    #expect(rule.threshold == .distinct(3, .fact("customer.id")))
    #expect(rule.opens == "emergency")
    #expect(
      rule.carries == [
        .init(fact: "merchant.id", what: .copied), .init(fact: "count", what: .count), .init(fact: "cases", what: .cases),
        .init(fact: "since", what: .since), .init(fact: "kind", what: .value(.choice("food"))),
      ])
    #expect(rule.subject(of: "M-7") == "merchant/M-7")
  }

  @Test func `T-14 a rate has a denominator and a least`() throws {
    let rule = try #require(compiledRule("| r | 投诉率 | 问题=食品 | 商家编号 | 30 天 | 超过 2.5 % 且 至少 20 单 | talk | 投诉率=比率 |").plan.caseRules.first)
    #expect(rule.threshold == .rate(.init(basisPoints: 250, isEnough: false, of: .orders, atLeast: 20)))
    let rate = try #require(rule.rate)
    #expect(!rate.isReached(by: 1, of: 19))
    #expect(!rate.isReached(by: 1, of: 40), "exactly 2.5 % isn't over it")
    #expect(rate.isReached(by: 2, of: 40))
  }

  @Test func `T-10 cases of a playbook, by person`() throws {
    let rule = try #require(compiledRule("| r | 反复 | 开单 takeaway、dispute | 用户 | 30 天 | 3 单 | repeat | |").plan.caseRules.first)
    #expect(rule.counts == .opened(["takeaway", "dispute"]))
    #expect(rule.key == .person("customer"))
    #expect(rule.threshold == .cases(3))
  }

  @Test func `English`() throws {
    let text = """
      # Vocabulary

      ## Facts

      | id | labels | type | values | sources |
      |---|---|---|---|---|
      | merchant.id | Merchant id | text | | order signal |
      | customer.id | Customer id | text | | order signal |
      | kind | Kind | choice | food Food; late Late | order signal |

      ## Procedure

      - Anything

      ## Rules over cases

      | id | labels | counts | key | window | threshold | opens | with |
      |---|---|---|---|---|---|---|---|
      | a | Ill | concluded Kind=Food | Merchant id | 24 hours | 3 people (Customer id) | emergency | Merchant id |
      | b | Rate | Kind=Food | Merchant id | 30 days | over 5 % and at least 20 orders | talk | |
      | c | Repeat | opened | subject | 7 days | 3 cases | repeat | |
      """
    let compilation = compiled(text)
    #expect(compilation.findings(of: "unreadable-part").isEmpty)
    #expect(compilation.plan.caseRules.map(\.id) == ["a", "b", "c"])
    #expect(
      compilation.plan.caseRules.map(\.threshold) == [
        .distinct(3, .fact("customer.id")), .rate(.init(basisPoints: 500, isEnough: false, of: .orders, atLeast: 20)), .cases(3),
      ])
  }

  private static let misread: [(row: String, words: String)] = [
    ("| r | 甲 | 天气=晴 | 商家编号 | 1 天 | 3 单 | p | |", "“天气=晴”读不懂"),
    ("| r | 甲 | 问题=食品 | 手机号 | 1 天 | 3 单 | p | |", "“手机号”读不懂"),
    ("| r | 甲 | 问题=食品 | 商家编号 | 很久 | 3 单 | p | |", "“很久”读不懂"),
    ("| r | 甲 | 问题=食品 | 商家编号 | 1 天 | 3 人 | p | |", "“3 人”读不懂"),
    ("| r | 甲 | 问题=食品 | 商家编号 | 1 天 | 3 人（手机号） | p | |", "“3 人（手机号）”读不懂"),
    ("| r | 甲 | 问题=食品 | 商家编号 | 1 天 | 超过 500 % | p | |", "“超过 500 %”读不懂"),
    ("| r | 甲 | 问题=食品 | 商家编号 | 1 天 | 0 单 | p | |", "“0 单”读不懂"),
    ("| r | 甲 | 问题=食品 | 商家编号 | 1 天 | 3 单 | | |", "规则缺少“立单”"),
    ("| r | 甲 | 问题=食品 | 商家编号 | 1 天 | 3 单 | p | 工单号=单数 |", "“工单号=单数”读不懂"),
    ("| r | 甲 | 问题=食品 | 商家编号 | 1 天 | 3 单 | p | 投诉率=比率 |", "门槛里没有数"),
    ("| r | 甲 | 问题=食品 | 用户 | 1 天 | 超过 5 % | p | |", "按比率的规则要按一个事实归类"),
    ("| r | 甲 | 问题 未知 | 商家编号 | 1 天 | 3 单 | p | |", "“问题 未知”读不懂"),
  ]

  /// What isn't understood stands with its place, and the rule is left out.
  @Test(arguments: misread)
  func `what isn't understood is told`(row: String, words: String) throws {
    let compilation = compiledRule(row)
    let finding = try #require(compilation.findings(of: "unreadable-part").first)
    #expect(finding.message.chinese.contains(words))
    #expect(finding.level == .error)
    #expect(finding.place.line == 31)
    #expect(compilation.plan.caseRules.isEmpty)
  }

  @Test func `an id is declared once`() {
    let row = "| r | 甲 | 问题=食品 | 商家编号 | 1 天 | 3 单 | p | |"
    let compilation = compiledRule("\(row)\n\(row)")
    #expect(compilation.findings(of: "duplicate-name").map(\.place.line) == [32])
    #expect(compilation.plan.caseRules.count == 1)
  }

  @Test func `the formatter keeps it`() throws {
    let heading = "| id | 名称 | 计入 | 归到 | 窗口 | 门槛 | 立单 | 带入 |\n|---|---|---|---|---|---|---|---|"
    let text = "\(Self.vocabulary)\n\n## 流程\n\n- 甲\n\n## 跨单规则\n\n\(heading)\n| r | 甲 | 问题=食品 | 商家编号 | 1 天 | 3 单 | p |  |\n"
    let once = formatted(SourceText(path: "a.md", text: text))
    #expect(once.contains("## 跨单规则"))
    #expect(compiled(once).plan.caseRules.map(\.threshold) == [.cases(3)])
  }
}

import Testing

@testable import Playbook

@Suite("Intake forms in a document")
struct IntakeFormTests {
  private static let vocabulary = """
    # 词汇

    ## 角色

    | id | 名称 | 渠道 | 次序 |
    |---|---|---|---|
    | customer | 用户 | 电话 | |

    ## 事实

    | id | 名称、别名 | 类型 | 取值（别名） | 来源 | 有效期 | 个人信息 |
    |---|---|---|---|---|---|---|
    | phone | 手机号 | 文字 | | 订单信号 | | 是 |
    | name | 姓名 | 文字 | | 订单信号 | | 是 |
    | text | 描述 | 文字 | | 订单信号 | | |
    | kind | 问题 | 单选 | late 迟到; taste 口味; unsafe 变质 | 订单信号 | | |
    | colour | 颜色 | 文字 | | 订单信号 | | |
    | ill | 人数 | 数字 | 人 | 订单信号 | | |
    | check | 核验 | 单选 | ok 一致; wrong 不一致; none 没有 | 订单信号 | | |
    | count | 次数 | 数字 | 次 | 订单信号 | | |
    """
  private static let heading = "| 事实 | 必填 | 何时 | 渠道 | 至少 | 用作 | 提示 | hint |\n|---|---|---|---|---|---|---|---|"

  private func document(_ rows: String) -> String {
    "\(Self.vocabulary)\n\n## 流程\n\n- 甲\n\n## 登记表\n\n\(Self.heading)\n\(rows)\n\n## 用户怎么说\n\n| 说法 | 意思 |\n|---|---|\n| 馊了 | 问题=变质 |\n| 太咸了；不好吃 | 问题=口味 |\n"
  }

  @Test func `T-05 T-06 T-07 a form says what is asked, when, where and what for`() throws {
    let compilation = compiled(
      document(
        """
        | 对象 | 问题=迟到、口味 | | | | 订单：用户 | 在订单页 | On the order's page |
        | 手机号 | 是 | | | | 手机号 | | |
        | 姓名 | 否 | | | | 姓名 | | |
        | 问题 | 否 | | | | 分类：变质 | | |
        | 描述 | 是 | | 在线、微信 | 100 字 | 描述 | | |
        | 颜色 | 是 | 问题=变质 | 在线 | | | | |
        | 核验 | | | | | 核对订单：一致=一致；不符=不一致；没有=没有 | | |
        | 次数 | | | | | 反复：30 天 | | |
        """))
    #expect(compilation.findings(of: "unreadable-part").isEmpty, "\(compilation.findings)")
    let form = try #require(compilation.plan.intake)
    #expect(form.fields.map(\.asked) == [.order, .fact("phone"), .fact("name"), .fact("kind"), .fact("text"), .fact("colour")])
    #expect(form.order?.party == "customer" && form.phone == "phone" && form.name == "name" && form.description == "text")
    #expect(form.classes?.gravestFirst == [.choice("unsafe"), .choice("late"), .choice("taste")], "the others as they are declared")
    #expect(form.check == .init(fact: "check", matches: .choice("ok"), differs: .choice("wrong"), none: .choice("none")))
    #expect(form.repeats == .init(fact: "count", within: .hours(24 * 30)))
    #expect(form.rank(.choice("unsafe")) == 0 && form.rank(nil) == 3)

    let order = try #require(form.orderField)
    #expect(order.hints == [.chinese: "在订单页", .english: "On the order's page"])
    #expect(order.isRequired(on: .phone) { _ in .choice("late") } && !order.isRequired(on: .phone) { _ in .choice("unsafe") })
    #expect(!order.isRequired(on: .phone) { _ in nil }, "what nobody knows asks for nothing")
    let text = try #require(form.field("text"))
    #expect(text.atLeast == 100 && text.binds(on: .online) && text.binds(on: .wechat) && !text.binds(on: .phone))
    #expect(text.isRequired(on: .online) { _ in nil } && !text.isRequired(on: .phone) { _ in nil })
    let colour = try #require(form.field("colour"))
    #expect(colour.isRequired(on: .online) { _ in .choice("unsafe") } && !colour.isRequired(on: .online) { _ in nil })
    #expect(colour.isAsked { _ in nil } && !colour.isAsked { _ in .choice("late") })
  }

  @Test func `T-09 words speak of values, each once, and not where they are denied`() {
    let utterances = compiled(document("| 描述 | 是 | | | | 描述 | | |")).plan.utterances
    #expect(utterances.values(of: "kind", in: "汤馊了，真的馊了！") == [.choice("unsafe")])
    #expect(utterances.values(of: "kind", in: "馊了，而且太咸了，不好吃") == [.choice("unsafe"), .choice("taste")])
    #expect(utterances.values(of: "kind", in: "没有馊了，就是慢") == [])
    #expect(utterances.values(of: "text", in: "馊了") == [])
  }

  @Test func `English`() throws {
    let text = """
      # Late meals

      ## Parties

      | id | labels | channel |
      |---|---|---|
      | customer | Customer | phone |

      ## Facts

      | id | labels | type | values | sources | personal |
      |---|---|---|---|---|---|
      | phone | Telephone | text | | order signal | yes |
      | kind | Kind | choice | late Late; cold Cold | order signal | |
      | check | Order check | choice | ok Fits; wrong Doesn't fit | order signal | |
      | count | Complaints | number | | order signal | |
      | story | What happened | text | | order signal | |

      ## Procedure

      - Anything

      ## Intake form

      | fact | required | when | channels | at least | used as | hint |
      |---|---|---|---|---|---|---|
      | subject | yes | | | | order: Customer | On the order's page |
      | Telephone | yes | | | | phone | |
      | Kind | no | | | | class | |
      | What happened | yes | Kind=Cold | online | 20 characters | description | |
      | Order check | | | | | order check: matches=Fits; differs=Doesn't fit | |
      | Complaints | | | | | repeats: 30 days | |
      """
    let compilation = compiled(text)
    #expect(compilation.findings(of: "unreadable-part").isEmpty, "\(compilation.findings)")
    let form = try #require(compilation.plan.intake)
    #expect(form.fields.count == 4 && form.field("story")?.atLeast == 20 && form.check?.none == nil && form.repeats?.within == .hours(720))
    #expect(form.orderField?.hints == [.english: "On the order's page"])
  }

  private static let misread: [(row: String, words: String)] = [
    ("| 天气 | 是 | | | | | | |", "“天气”读不懂"),
    ("| | 是 | | | | | | |", "这一行没有事实"),
    ("| 问题 | 也许 | | | | | | |", "“也许”读不懂"),
    ("| 颜色 | 否 | 问题=蓝 | | | | | |", "“问题=蓝”读不懂"),
    ("| 颜色 | 否 | 问题 未知 | | | | | |", "“问题 未知”读不懂"),
    ("| 颜色 | 是 | | 信鸽 | | | | |", "“信鸽”读不懂"),
    ("| 颜色 | 是 | | 在线、信鸽 | | | | |", "“在线、信鸽”读不懂"),
    ("| 颜色 | 是 | | | 很多 | | | |", "“很多”读不懂"),
    ("| 颜色 | 是 | | | 0 | | | |", "“0”读不懂"),
    ("| 颜色 | 是 | | | 9999 | | | |", "“9999”读不懂"),
    ("| 人数 | 是 | | | 3 | | | |", "“3”读不懂"),
    ("| 颜色 | 是 | | | | 手机号 | | |", "“手机号”读不懂"),
    ("| 颜色 | 是 | | | | 分类 | | |", "“分类”读不懂"),
    ("| 问题 | 是 | | | | 分类：变质、蓝 | | |", "“分类：变质、蓝”读不懂"),
    ("| 问题 | 是 | | | | 分类：变质、变质 | | |", "“分类：变质、变质”读不懂"),
    ("| 核验 | | | | | 核对订单：一致=一致 | | |", "读不懂"),
    ("| 核验 | | | | | 核对订单：不符=不一致；不符=没有 | | |", "读不懂"),
    ("| 核验 | 是 | | | | 核对订单：不符=不一致 | | |", "这一格要空着"),
    ("| 次数 | | | | | 反复：很久 | | |", "“反复：很久”读不懂"),
    ("| 问题 | | | | | 反复：30 天 | | |", "“反复：30 天”读不懂"),
    ("| 对象 | 是 | | | | | | |", "是谁的"),
    ("| 对象 | 是 | | | | 订单：邻居 | | |", "“订单：邻居”读不懂"),
    ("| 对象 | 是 | | | | 手机号 | | |", "“手机号”读不懂"),
  ]

  /// Half a form would let in what nobody meant.
  @Test(arguments: misread)
  func `what isn't understood is told with its place, and there is no form`(row: String, words: String) throws {
    let compilation = compiled(document("| 描述 | 是 | | | | 描述 | | |\n\(row)"))
    let finding = try #require(compilation.findings(of: "unreadable-part").first)
    #expect(finding.message.chinese.contains(words), "\(finding.message.chinese)")
    #expect(finding.level == .error && finding.place.line == 31)
    #expect(compilation.plan.intake == nil)
  }

  @Test func `a fact has one row, and a purpose too`() {
    #expect(compiled(document("| 问题 | 是 | | | | | | |\n| 问题 | 否 | | | | | | |")).findings(of: "duplicate-name").map(\.place.line) == [31])
    let twice = compiled(document("| 描述 | 是 | | | | 描述 | | |\n| 颜色 | 是 | | | | 描述 | | |"))
    #expect(twice.findings(of: "unreadable-part").map(\.place.line) == [31] && twice.plan.intake == nil)
  }

  @Test func `a form stands in the document of a procedure, and serves those that run it`() {
    let rows = "\(Self.heading)\n| 描述 | 是 | | | | 描述 | | |"
    let lone = compiled(
      "---\nvocabulary: [v.md]\n---\n# 甲\n\n## 流程\n\n- 乙\n", others: ["v.md": "\(Self.vocabulary)\n\n## 登记表\n\n\(rows)\n"])
    #expect(lone.findings(of: "unreadable-part").count == 1 && lone.plan.intake == nil)
    let main = "---\nvocabulary: [v.md]\n---\n# 甲\n\n## 流程\n\n- [受理](b.md)\n"
    let part = "---\nvocabulary: [v.md]\n---\n# 受理\n\n## 流程\n\n- 乙\n\n## 登记表\n\n\(rows)\n"
    let running = compiled(main, others: ["v.md": Self.vocabulary, "b.md": part])
    #expect(running.plan.intake?.file == "b.md" && running.findings(of: "unreadable-part").isEmpty)
  }

  @Test func `the formatter keeps it`() throws {
    let once = formatted(SourceText(path: "a.md", text: document("| 描述 | 是 |  | 在线 | 100 | 描述 | 写明经过 | |")))
    #expect(once.contains("## 登记表") && once.contains("| 描述 | 是 | | 在线 | 100 | 描述 | 写明经过 | |"))
    #expect(compiled(once).plan.intake?.field("text")?.atLeast == 100)
  }
}

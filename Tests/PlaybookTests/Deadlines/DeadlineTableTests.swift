import Playbook
import Testing

@Suite("Deadlines in a document")
struct DeadlineTableTests {
  private static let vocabulary = """
    ---
    calendar: [hours.yaml]
    ---
    # 词汇

    ## 角色

    | id | 名称 | 渠道 | 次序 |
    |---|---|---|---|
    | customer | 用户 | 电话 | |
    | merchant | 商家 | 电话 | |

    ## 事实

    | id | 名称、别名 | 类型 | 取值（别名） | 来源 |
    |---|---|---|---|---|
    | result | 结果 | 单选 | done 办结; mediated 调解 | |
    | on-hold | 挂起 | 是否 | | 订单信号 |
    | rating | 满意度 | 数字 | 分 | 订单信号 |

    ## 动作

    | id | 名称 | 类别 | 对象 | 结果 | 限时 |
    |---|---|---|---|---|---|
    | press | 提醒主管 | 任务 | | 已送达；失败 | 1 分钟 |
    | pay | 退款 | 资金 | 用户 | 已退款；失败 | 1 分钟 |

    ## 事件

    | id | 名称 |
    |---|---|
    | rated | 用户已评价 |
    | published | 进展已公布 |

    ## 话术

    | id | 名称 | 语言 | 文字 |
    |---|---|---|---|
    | auto | 自动回复 | zh-CN | 已收到。 |

    ## 流程

    - [解决](#解决)

    ## 流程：解决

    - 甲

    """

  private static let hours = "title: 服务时间\nweekly: {workdays: [\"09:00-21:00\"]}\n"
  private static let heading = "| id | 名称 | 从 | 到 | 时长 | 时钟 | 暂停 | 提醒 | 超时 |\n|---|---|---|---|---|---|---|---|---|"

  private func text(_ rows: [String], vocabulary: String? = nil) -> String {
    "\(vocabulary ?? Self.vocabulary)\n## 时限\n\n\(Self.heading)\n\(rows.joined(separator: "\n"))\n"
  }

  private func compiledRules(_ rows: String..., vocabulary: String? = nil) -> Compilation {
    compiled(text(rows, vocabulary: vocabulary), others: ["hours.yaml": Self.hours])
  }

  private func rule(_ row: String) throws -> DeadlineRule {
    let compilation = compiledRules(row)
    #expect(compilation.findings(of: "unreadable-part").map(\.message.chinese) == [])
    return try #require(compilation.plan.deadlines.first)
  }

  @Test func `T-02 the first reply, in service time, with a warning and what follows`() throws {
    let rule = try rule("| first | 首次回复 | 立单（在线） | 回复 用户（不算 【自动回复】） | 30 分钟 | 服务时间 | 等 用户；挂起=是 | 提前 10 分钟 | 【提醒主管】 |")
    #expect(rule.name == "首次回复")
    #expect(rule.from == [.opened(.online)])
    #expect(rule.until == [.replied("customer", apartFrom: ["auto"])])
    #expect(rule.allowance == .service(.minutes(30)))
    #expect(rule.calendar?.title == "服务时间")
    #expect(rule.pauses == [.waiting("customer"), .holds(.fact("on-hold", isOneOf: [.flag(true)]))])
    #expect(rule.timeToWarning == .minutes(20))
    #expect(rule.consequence == .action("press"))
  }

  @Test func `T-03 T-13 T-16 every moment has its words`() throws {
    let rule = try rule(
      "| all | 全部 | 立单；关单；用户来话；商家来话（电话）；转人工；转人工（主管）；流程 解决 开始 | 回复商家；联系 用户；人工接手；用户已评价；进展已公布；流程 解决 结束；结果=办结、调解 | 24 小时 | 自然时间 | | 剩 25 % | 进展已公布 |"
    )
    let solving = try #require(compiledRules().plan.procedures.last?.id)
    #expect(
      rule.from == [
        .opened(nil), .closed, .heard("customer", nil), .heard("merchant", .phone), .handedOver(role: nil), .handedOver(role: "主管"), .entered(solving),
      ])
    #expect(
      rule.until == [
        .replied("merchant", apartFrom: []), .tried("customer"), .taken, .happened("rated"), .happened("published"), .left(solving),
        .holds(.fact("result", isOneOf: [.choice("done"), .choice("mediated")])),
      ])
    #expect(rule.allowance == .wall(.hours(24)) && rule.calendar == nil)
    #expect(rule.timeToWarning == .hours(18))
    #expect(rule.consequence == .event("published"))
  }

  @Test func `English`() throws {
    let text = """
      ---
      calendar: [hours.yaml]
      ---
      # A case

      ## Parties

      | id | labels | channel |
      |---|---|---|
      | guest | Guest | phone |

      ## Facts

      | id | labels | type | values |
      |---|---|---|---|
      | end | Ending | choice | done Done; lost Lost |

      ## Events

      | id | labels |
      |---|---|
      | late | Late |

      ## Messages

      | id | labels | language | text |
      |---|---|---|---|
      | auto | Auto | en | Got it. |

      ## Procedure

      - Anything

      ## Deadlines

      | id | labels | from | until | time | clock | pause | warning | on breach |
      |---|---|---|---|---|---|---|---|---|
      | a | Reply | opened (phone); heard from Guest | reply to Guest (not 【Auto】); closed | 30 min | service time | waiting for Guest | 10 min before | Late |
      | b | Take | handed over (supervisor) | a person takes over | 30 s | wall clock | | 20 % left | |
      | c | Days | procedure A case begins | contact Guest; Ending=Done | 2 working days | service time | | | |

      ## Key figures

      | id | labels | measure | target |
      |---|---|---|---|
      | s | Solved | share Ending=Done | at least 98 % |
      | h | Handling | handling time | ≤ 30 min |
      | t | Take | time of Take | |
      | k | In time | in time Reply | ≥ 90 % |
      """
    let compilation = compiled(text, others: ["hours.yaml": Self.hours])
    #expect(compilation.findings(of: "unreadable-part").map(\.message.english) == [])
    let rules = compilation.plan.deadlines
    #expect(rules.map(\.id) == ["a", "b", "c"])
    #expect(rules.first?.from == [.opened(.phone), .heard("guest", nil)] && rules.first?.until == [.replied("guest", apartFrom: ["auto"]), .closed])
    #expect(rules.map(\.allowance) == [.service(.minutes(30)), .wall(TimeAmount(seconds: 30)), .workingDays(2)])
    #expect(rules[1].from == [.handedOver(role: "supervisor")] && rules[1].until == [.taken] && rules[1].timeToWarning == TimeAmount(seconds: 24))
    #expect(rules[2].from == [.entered(compilation.plan.main.id)] && rules[2].timeToWarning == nil)
    #expect(
      compilation.plan.figures.map(\.measure) == [.share(.fact("end", isOneOf: [.choice("done")])), .handling, .time("b"), .kept("a")])
    #expect(
      compilation.plan.figures.map(\.target) == [
        FigureTarget(side: .atLeast, value: 98), FigureTarget(side: .atMost, value: 1_800), nil, FigureTarget(side: .atLeast, value: 90),
      ])
  }

  private static let misread: [(row: String, words: String)] = [
    ("| r | 甲 | 天亮 | 回复 用户 | 30 分钟 | 自然时间 | | | |", "“天亮”读不懂"),
    ("| r | 甲 | 立单（烟） | 回复 用户 | 30 分钟 | 自然时间 | | | |", "“立单（烟）”读不懂"),
    ("| r | 甲 | 立单 | 回复 邻居 | 30 分钟 | 自然时间 | | | |", "“回复 邻居”读不懂"),
    ("| r | 甲 | 立单 | 回复 用户（不算 【没有】） | 30 分钟 | 自然时间 | | | |", "读不懂"),
    ("| r | 甲 | 立单 | 结果 未知 | 30 分钟 | 自然时间 | | | |", "“结果 未知”读不懂"),
    ("| r | 甲 | 流程 没有 开始 | 关单 | 30 分钟 | 自然时间 | | | |", "“流程 没有 开始”读不懂"),
    ("| r | 甲 | 立单 | 关单 | 很久 | 自然时间 | | | |", "“很久”读不懂"),
    ("| r | 甲 | 立单 | 关单 | 0 分钟 | 自然时间 | | | |", "“0 分钟”读不懂"),
    ("| r | 甲 | 立单 | 关单 | 2 个工作日 | 自然时间 | | | |", "“2 个工作日”读不懂"),
    ("| r | 甲 | 立单 | 关单 | 30 分钟 | 月亮 | | | |", "“月亮”读不懂"),
    ("| r | 甲 | 立单 | 关单 | 30 分钟 | | | | |", "时限缺少“时钟”"),
    ("| r | 甲 | | 关单 | 30 分钟 | 自然时间 | | | |", "时限缺少“从”"),
    ("| r | 甲 | 立单 | 关单 | 30 分钟 | 自然时间 | 等 邻居 | | |", "“等 邻居”读不懂"),
    ("| r | 甲 | 立单 | 关单 | 30 分钟 | 自然时间 | | 提前 30 分钟 | |", "“提前 30 分钟”读不懂"),
    ("| r | 甲 | 立单 | 关单 | 30 分钟 | 自然时间 | | 剩 100 % | |", "“剩 100 %”读不懂"),
    ("| r | 甲 | 立单 | 关单 | 30 分钟 | 自然时间 | | | 天亮 |", "“天亮”读不懂"),
    ("| r | 甲 | 立单 | 关单 | 30 分钟 | 自然时间 | | | 【退款】 |", "“【退款】”读不懂"),
    ("| r | 甲 | 立单 | 关单 | 2 个工作日 | 服务时间 | 等 用户 | | |", "不能暂停"),
  ]

  /// What isn't understood stands with its place, and the deadline is left out.
  @Test(arguments: misread)
  func `what isn't understood is told`(row: String, words: String) throws {
    let compilation = compiledRules(row)
    let finding = try #require(compilation.findings(of: "unreadable-part").first)
    #expect(finding.message.chinese.contains(words), "\(finding.message.chinese)")
    #expect(finding.level == .error)
    #expect(finding.place.line == text([row]).split(separator: "\n", omittingEmptySubsequences: false).firstIndex(of: Substring(row)).map { $0 + 1 })
    #expect(compilation.plan.deadlines.isEmpty)
  }

  @Test func `service time needs a calendar`() throws {
    let bare = Self.vocabulary.replacing("---\ncalendar: [hours.yaml]\n---\n", with: "")
    let compilation = compiledRules("| r | 甲 | 立单 | 关单 | 30 分钟 | 服务时间 | | | |", vocabulary: bare)
    #expect(compilation.findings(of: "unreadable-part").map(\.message.chinese) == ["按服务时间算要有日历：在文首写 calendar。"])
    #expect(compilation.plan.deadlines.isEmpty)
  }

  @Test func `working days need a calendar that has some`() {
    let row = "| r | 甲 | 立单 | 关单 | 2 个工作日 | 服务时间 | | | |"
    let compilation = compiled(text([row]), others: ["hours.yaml": "title: 周末\nweekly: {weekends: [\"09:00-21:00\"]}\n"])
    #expect(compilation.findings(of: "unreadable-part").map(\.message.chinese) == ["这个日历里没有工作日，永远到不了期。"])
    #expect(compilation.plan.deadlines.isEmpty)
  }

  @Test func `an id is declared once`() {
    let row = "| r | 甲 | 立单 | 关单 | 30 分钟 | 自然时间 | | | |"
    let compilation = compiledRules(row, row)
    #expect(compilation.findings(of: "duplicate-name").count == 1 && compilation.plan.deadlines.count == 1)
  }

  @Test func `the formatter keeps it`() {
    let row = "| r | 甲 | 立单 | 关单 | 30 分钟 | 自然时间 |  | 提前 5 分钟 |  |"
    let once = formatted(SourceText(path: "a.md", text: text([row])))
    #expect(once.contains("## 时限") && once.contains("| r | 甲 | 立单 | 关单 | 30 分钟 | 自然时间 | | 提前 5 分钟 | |"))
    #expect(compiled(once, others: ["hours.yaml": Self.hours]).plan.deadlines.map(\.timeToWarning) == [.minutes(25)])
  }

  // MARK: figures

  private func figures(_ row: String) -> Compilation {
    let deadline = "| first | 首次回复 | 立单 | 回复 用户 | 30 分钟 | 自然时间 | | | |"
    return compiled(text([deadline]) + "\n## 指标\n\n| id | 名称 | 算法 | 目标 |\n|---|---|---|---|\n\(row)\n", others: ["hours.yaml": Self.hours])
  }

  @Test func `T-04 T-20 figures have a measure and a target`() throws {
    let rows: [(row: String, measure: FigureMeasure, target: FigureTarget?)] = [
      ("| s | 解决率 | 占比 结果=办结 | ≥ 98 % |", .share(.fact("result", isOneOf: [.choice("done")])), FigureTarget(side: .atLeast, value: 98)),
      ("| m | 满意 | 平均 满意度 | 至少 4.5 |", .mean("rating"), FigureTarget(side: .atLeast, value: 4.5)),
      ("| h | 处理 | 处理时长 | ≤ 30 分钟 |", .handling, FigureTarget(side: .atMost, value: 1_800)),
      ("| t | 用时 | 用时 首次回复 | |", .time("first"), nil),
      ("| k | 接听率 | 守时 first | ≥ 90 % |", .kept("first"), FigureTarget(side: .atLeast, value: 90)),
    ]
    for (row, measure, target) in rows {
      let compilation = figures(row)
      #expect(compilation.findings(of: "unreadable-part").isEmpty, "\(row)")
      let figure = try #require(compilation.plan.figures.first)
      #expect(figure.measure == measure && figure.target == target, "\(row)")
    }
    #expect(FigureTarget(side: .atLeast, value: 98).isMet(by: 98) && !FigureTarget(side: .atLeast, value: 98).isMet(by: 97.9))
    #expect(FigureTarget(side: .atMost, value: 30).isMet(by: 30) && !FigureTarget(side: .atMost, value: 30).isMet(by: 31))
  }

  @Test func `T-20 figures are told apart by choices, which measure nothing`() throws {
    for row in ["| r | 按结果 | 分类 `结果` | |", "| r | 按结果 | class result | |"] {
      let compilation = figures(row)
      #expect(compilation.findings(of: "unreadable-part").isEmpty && compilation.plan.figures.isEmpty, "\(row)")
      let one = try #require(compilation.plan.figureClasses.first)
      #expect(one.id == "r" && one.name == "按结果" && one.fact == "result", "\(row)")
    }
  }

  @Test func `a figure and a class can't have the same id`() {
    let compilation = figures("| r | 处理 | 处理时长 | |\n| r | 按结果 | 分类 结果 | |")
    #expect(
      compilation.plan.figures.count == 1 && compilation.plan.figureClasses.isEmpty && compilation.findings(of: "duplicate-name").map(\.level) == [.error])
  }

  @Test(arguments: [
    "| s | 甲 | 分类 满意度 | |", "| s | 甲 | 分类 天气 | |", "| s | 甲 | 分类 | |", "| s | 甲 | 分类 结果 | ≥ 90 % |",
    "| s | 甲 | 占比 天气=晴 | |", "| s | 甲 | 平均 结果 | |", "| s | 甲 | 用时 没有 | |", "| s | 甲 | 守时 | |", "| s | 甲 | 好 | |", "| s | 甲 | | |",
    "| s | 甲 | 处理时长 | ≤ 30 % |", "| s | 甲 | 守时 首次回复 | ≥ 101 % |", "| s | 甲 | 守时 首次回复 | 90 % |", "| s | 甲 | 平均 满意度 | ≥ 好 |",
  ])
  func `a figure that isn't understood is told and left out`(row: String) {
    let compilation = figures(row)
    #expect(compilation.findings(of: "unreadable-part").map(\.level) == [.error])
    #expect(compilation.plan.figures.isEmpty && compilation.plan.figureClasses.isEmpty)
  }
}

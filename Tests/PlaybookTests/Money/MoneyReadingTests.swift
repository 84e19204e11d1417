import Testing

@testable import Playbook

@Suite("Money in documents")
struct MoneyReadingTests {
  private func compiled(_ procedure: String, money: String) -> Compilation {
    let text = """
      # T

      ## 事实

      | id | 名称 | 类型 | 取值 | 来源 |
      |---|---|---|---|---|
      | amount | 退款金额 | 金额 | | 订单信号 |
      | points | 米粒数 | 数字 | 粒 | 订单信号 |
      | liable | 责任方 | 单选 | rider 骑手责; merchant 商家责 | |
      | claim | 理赔进度 | 单选 | paid 到账; rejected 驳回 | 订单信号 |

      ## 角色

      | id | 名称 |
      |---|---|
      | carrier | 顺达快递 |
      | desk | 理赔专员 |

      ## 动作

      | id | 名称 | 类别 | 结果 |
      |---|---|---|---|
      | refund | 退款 | 资金 | 已退款；失败 |
      | note | 记录 | 记录 | 完成；失败 |

      ## 资金

      \(money)

      ## 流程

      \(procedure)
      """
    return compile(SourceText(path: "t.md", text: text)) { _ in nil }
  }

  private let row = "| 动作 | 出 | 入 | 金额 | 单位 | 单笔上限 | 每单上限 | 预算 | 审批 |\n|---|---|---|---|---|---|---|---|---|\n"
  private let plain = "| 退款 | 平台 | 用户 | 退款金额 | 元 | | | | |"

  @Test func `a row says what an action moves and what limits it`() throws {
    let compilation = compiled("- 【退款】", money: row + "| 退款 | 责任方 | 用户 | 退款金额 | 元 | 500 元 | 800 元 | 5000 元/天 | 50 元以下 免审；200 元以下 主管；以上 主管、运营负责人 |")
    #expect(!compilation.hasErrors, "\(compilation.diagnostics.map(\.text))")
    let money = try #require(compilation.plan.action("refund")?.money)
    #expect(money.payer == .ruling)
    #expect(money.to == .customer)
    #expect(money.amount == .fact("amount"))
    #expect(money.mostEach == 50_000)
    #expect(money.mostPerCase == 80_000)
    #expect(money.budget == MoneyTerms.Budget(most: 500_000, period: .day))
    #expect(money.roles(approving: 5_000) == [])
    #expect(money.roles(approving: 5_001) == ["主管"])
    #expect(money.roles(approving: 20_001) == ["主管", "运营负责人"])
  }

  @Test(arguments: [
    "| 记录 | 平台 | 用户 | 退款金额 | 元 | | | | |", "| 退款 | 月球 | 用户 | 退款金额 | 元 | | | | |", "| 退款 | 平台 | 平台 | 退款金额 | 元 | | | | |",
    "| 退款 | 平台 | 用户 | 米粒数 | 元 | | | | |", "| 退款 | 平台 | 用户 | 退款金额 | 元 | 很多 | | | |", "| 退款 | 平台 | 用户 | 退款金额 | 元 | | | 很多 | |",
    "| 退款 | 平台 | 用户 | 退款金额 | 元 | | | | 以上 主管；50 元以下 免审 |", "| 没有的 | 平台 | 用户 | 退款金额 | 元 | | | | |",
    "| 退款 | 平台 | 用户 | 退款金额 | 斤 | | | | |",
  ]) func `what isn't understood is an error`(_ cells: String) {
    #expect(compiled("- 【退款】", money: row + cells).hasErrors)
  }

  @Test("M-15 a ruling is read with its shares, standing, standard and approver") func ruling() throws {
    let compilation = compiled("- 裁定：骑手 70%、商家 30%、责任方=骑手责（暂定；依据 签收凭证标准；主管 批准）\n- 推翻裁定", money: row + plain)
    #expect(!compilation.hasErrors, "\(compilation.diagnostics.map(\.text))")
    guard case .rule(let terms)? = compilation.plan.main.steps.first?.kind else {
      Issue.record("it is no ruling")
      return
    }
    #expect(terms.shares == [.rider: 70, .merchant: 30])
    #expect(terms.isProvisional)
    #expect(terms.standard == "签收凭证标准")
    #expect(terms.approver == "主管")
    #expect(terms.settings.map(\.fact) == ["liable"])
    guard case .overturn? = compilation.plan.main.steps.last?.kind else {
      Issue.record("it overturns nothing")
      return
    }
    #expect(compilation.coverage[0].manual.isEmpty)
  }

  @Test(arguments: ["裁定：骑手 70%、商家 20%", "裁定：骑手 170%、商家 -70%", "裁定：月球 100%", "裁定：骑手 100%（随便）"])
  func `shares that aren't the whole, or nobody's, are an error`(_ sentence: String) {
    #expect(compiled("- \(sentence)", money: row + plain).hasErrors)
  }

  @Test("S-03 refund first is one statement, with its claim") func refundFirst() throws {
    let sentence = "先退后追：【退款】，再向 顺达快递 追偿（7 天内；理赔专员 负责；理赔进度=到账 即收回；理赔进度=驳回 即追不回；追不回由 平台 承担）"
    let compilation = compiled("- \(sentence)\n  - 条件：失败\n    - 转人工", money: row + plain)
    #expect(!compilation.hasErrors, "\(compilation.diagnostics.map(\.text))")
    guard case .act(let call)? = compilation.plan.main.steps.first?.kind, let recovery = call.recovery else {
      Issue.record("it is no refund with a recovery")
      return
    }
    #expect(call.action == "refund")
    #expect(recovery.from == .carrier)
    #expect(recovery.within == Allowance("7 天"))
    #expect(recovery.otherwise == .platform)
    #expect(recovery.owner == "desk")
    #expect(recovery.keptWhen != nil && recovery.lostWhen != nil)
    #expect(compilation.coverage[0].manual.isEmpty)
  }

  @Test func `a recovery without its terms, or of money that nothing declares, is an error`() {
    #expect(compiled("- 先退后追：【退款】，再向 承运方 追偿", money: row + plain).hasErrors)
    #expect(compiled("- 先退后追：【退款】，再向 承运方 追偿（7 天内；追不回由 平台 承担）", money: "").hasErrors)
    #expect(compiled("- 先退后追：【没有的】，再向 承运方 追偿（7 天内；追不回由 平台 承担）", money: row + plain).hasErrors)
  }

  @Test func `the formatter keeps the new forms`() throws {
    let text = "# T\n\n## 流程\n\n- 裁定: 骑手 100%（暂定）\n- 先退后追: 【退款】，再向 承运方 追偿（7 天内；追不回由 平台 承担）\n- Final ruling：rider 100 %\n- 推翻裁定\n"
    let written = formatted(SourceText(path: "t.md", text: text))
    #expect(written.contains("- 裁定：骑手 100%（暂定）\n- 先退后追：【退款】，再向 承运方 追偿（7 天内；追不回由 平台 承担）\n- Final ruling: rider 100 %\n- 推翻裁定"))
  }

  @Test func `the graph draws them`() {
    let graph = PlanGraph(compiled("- 裁定：骑手 100%\n- 先退后追：【退款】，再向 承运方 追偿（7 天内；追不回由 平台 承担）", money: row + plain).plan)
    #expect(graph.clusters.flatMap(\.nodes).contains { $0.text.hasPrefix("裁定") })
    #expect(graph.clusters.flatMap(\.nodes).contains { $0.text.hasPrefix("先退后追") && $0.shape == .action })
  }
}

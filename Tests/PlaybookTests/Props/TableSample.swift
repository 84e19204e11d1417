import Playbook
import Testing

/// A document with facts of every type, and one table.
enum TableSample {
  static let chineseFacts = """
    # 表

    ## 事实
    | id | 名称、别名 | 类型 | 取值 | 来源 |
    |---|---|---|---|---|
    | track | 轨迹文字 | 文字 | | 订单信号 |
    | pickup | 取件方式 | 单选 | code 取件码; hand 当面; else 其他方式 | 订单信号 |
    | sent | 已发货 | 是否 | | 订单信号 |
    | fee | 金额 | 金额 | | 订单信号 |
    | late | 迟到 | 时长 | | 订单信号 |
    | count | 件数 | 数字 | 件 | 订单信号 |
    | due | 截止 | 时间 | | 订单信号 |
    | signed | 本人签收 | 是否 | | 规则 甲 |
    | ruling | 责任 | 单选 | user 用户责; shop 商家责; none 无责 | 规则 甲 |
    | refund | 赔付 | 金额 | | 规则 甲 |

    """

  static let englishFacts = """
    # A table

    ## Facts
    | id | labels | type | values | sources |
    |---|---|---|---|---|
    | track | track text | text | | order signal |
    | pickup | pickup | choice | code by code; hand by hand | order signal |
    | sent | sent | flag | | order signal |
    | fee | fee | money | | order signal |
    | late | lateness | duration | | order signal |
    | ruling | ruling | choice | user; shop; none | rules A |

    """

  static func compiled(_ table: String, in language: Language = .chinese) -> Compilation {
    // Only what the table tells has it as its source.
    let facts = (language == .chinese ? chineseFacts : englishFacts).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let label = line.split(separator: "|").dropFirst().first?.split(whereSeparator: { " 、".contains($0) }).first
      return label.map { table.contains("→ \($0)") || table.contains("-> \($0)") } == true ? String(line) : String(line).replacing("规则 甲", with: "客服")
    }
    return PlaybookTests.compiled(facts.joined(separator: "\n") + table + "\n")
  }

  /// A table called `甲` or `A` in a document without other errors.
  static func table(_ policy: String = "", _ rows: String, in language: Language = .chinese) throws -> (DecisionTable, Plan) {
    let heading = language == .chinese ? "## 规则：甲" + (policy.isEmpty ? "" : "（\(policy)）") : "## Rules: A" + (policy.isEmpty ? "" : " (\(policy))")
    let compilation = compiled("\(heading)\n\n\(rows)", in: language)
    let errors = compilation.diagnostics.filter { $0.level == .error && $0.check != "table-overlap" }.map(\.text)
    try #require(errors.isEmpty, "\(errors)")
    return (try #require(compilation.plan.tables.first), compilation.plan)
  }
}

extension DecisionTable {
  /// Looks up as a person would: labels and values in words, `?` for what nobody can say; what isn't named wasn't asked for.
  func lookup(_ output: Fact.ID, _ given: KeyValuePairs<Fact.ID, String>, _ plan: Plan) throws -> String {
    var inputs: [Fact.ID: TableInput] = [:]
    for (id, text) in given {
      let fact = try #require(plan.fact(id))
      inputs[id] = text == "?" ? .unknown : .known(try #require(fact.value(text), "\(text)"))
    }
    switch lookup(output, { inputs[$0] ?? .notAsked }) {
    case .value(let value, let rows): return "\(words(value)) by \(rows.map(String.init).joined(separator: ","))"
    case .needs(let input): return "needs \(input)"
    case .nothing: return "nothing"
    }
  }
}

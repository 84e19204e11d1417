import Testing

@testable import Playbook

/// Items indented by their depth; `#` names what stands below, `~` is a note, `-` is something to do.
private func outline(_ text: String) -> String {
  guard let plain = readPlainOutline(SourceLines(text), firstLine: 1) else { return "not plain" }
  var lines: [String] = []
  func add(_ items: [OutlineItem], _ depth: Int) {
    for item in items {
      lines.append(String(repeating: "  ", count: depth) + (item.isAside ? "~ " : item.isHeading ? "# " : "- ") + item.text.text)
      add(item.children, depth + 1)
    }
  }
  if let title = plain.title { lines.append("= \(title.text)") }
  add(plain.items, 0)
  lines += plain.boilerplate.map { "! " + $0.text }
  return lines.joined(separator: "\n")
}

@Suite("Texts that aren't Markdown lists are outlines, too")
struct PlainOutlineTests {
  @Test(arguments: [
    (
      "chapters, sections and points without blanks behind them",
      """
      门店失物招领办法

      **一、总则**

      本办法适用于全部门店。

      **二、登记**

      (一)接收

      1.店员当场拍照。

      2.**分类**:

      -证件交店长。

      -24小时内联系失主。

      (二)保管

      1、贵重物品入柜。
      """,
      """
      = 门店失物招领办法
      # 总则
        - 本办法适用于全部门店。
      # 登记
        # 接收
          - 店员当场拍照。
          # 分类:
            - 证件交店长。
            - 24小时内联系失主。
        # 保管
          - 贵重物品入柜。
      """
    ),
    (
      "steps, letters and a note behind them",
      """
      一、雨伞租借

      适用范围:

      本市门店;

      办理流程:

      第一步:核对会员号。

      询问要几把。

      A、一把,直接登记。

      B、多把,请示店长。(押金另收)

      备注:雨天优先老人。

      第二步:交付。

      二、归还

      处理方法

      第一步:检查伞骨。
      """,
      """
      # 雨伞租借
        # 适用范围:
          - 本市门店;
        # 办理流程:
          - 第一步:核对会员号。
            - 询问要几把。
            - 一把,直接登记。
            - 多把,请示店长。(押金另收)
              - 备注:雨天优先老人。
          - 第二步:交付。
      # 归还
        # 处理方法
          - 第一步:检查伞骨。
      """
    ),
    (
      "scenarios, decimals, titles and notes without a blank line",
      """
      【门店】漏水了怎么处理?
      前言
      漏水会伤到货品,先关水再报修。
      操作指引
      场景一:“楼上漏水”时
      1.1 先关电闸
      用绝缘手套。
      报修路径:
      后台 > 工单 > 新建
      注:
      (1)没有关电闸的,由当班负责。
      (2)照片要留存。
      1.2 联系物业
      1.2.1 电话
      打值班电话。
      场景二:“水管爆裂”时
      先关总阀。
      相关规定
      《【门店】报修细则》
      """,
      """
      = 【门店】漏水了怎么处理?
      # 前言
        - 漏水会伤到货品,先关水再报修。
      # 操作指引
        # 场景一:“楼上漏水”时
          # 先关电闸
            - 用绝缘手套。
            # 报修路径:
              - 后台 > 工单 > 新建
            # 注:
              - 没有关电闸的,由当班负责。
              - 照片要留存。
          # 联系物业
            # 电话
              - 打值班电话。
        # 场景二:“水管爆裂”时
          - 先关总阀。
      # 相关规定
        ~ 《【门店】报修细则》
      """
    ),
    (
      "an English policy, wrapped",
      """
      Lost parcels

      (1) Ask the customer for the tracking
      number and the address.
      (2) Open a claim:
         a) within the country, by form
         b) abroad, by phone
      (3) Tell the customer when to expect an answer.

      Note: never promise a date.
      """,
      """
      = Lost parcels
      - Ask the customer for the tracking number and the address.
      # Open a claim:
        - within the country, by form
        - abroad, by phone
      - Tell the customer when to expect an answer.
        - Note: never promise a date.
      """
    ),
    (
      "nothing but indentation", "退伞\n\t检查\n\t\t伞骨\n\t\t伞面\n\t收款\n补伞\n\t登记",
      "- 退伞\n  - 检查\n    - 伞骨\n    - 伞面\n  - 收款\n- 补伞\n  - 登记"
    ),
    ("a root at the margin is the title", "借伞\n  登记\n    会员\n    散客\n  收押金", "= 借伞\n- 登记\n  - 会员\n  - 散客\n- 收押金"),
    (
      "boxes of a flow chart are no titles", "办理流程:\n\n接待\n\n登记\n\n发伞\n\n需要押金吗\n\n结束", "# 办理流程:\n  - 接待\n  - 登记\n  - 发伞\n  - 需要押金吗\n  - 结束"
    ),
    (
      "Markdown headings and paragraphs", "# 借伞\n\n## 登记\n\n先看会员卡。\n\n再看押金。\n\n### 散客\n\n收押金。\n\n## 归还\n\n检查伞骨。",
      "= 借伞\n# 登记\n  - 先看会员卡。\n  - 再看押金。\n  # 散客\n    - 收押金。\n# 归还\n  - 检查伞骨。"
    ),
    ("markers of all kinds", "① 甲\n② 乙\n• 丙。\n• 丁。\n1) 戊\n2) 己", "- 甲\n- 乙\n  - 丙。\n  - 丁。\n    - 戊\n    - 己"),
    ("amounts and dates are no numbers", "2024.09.20 开始施行。\n3.5元以内直接赔。\n-5度以下停用。", "- 2024.09.20 开始施行。\n- 3.5元以内直接赔。\n- -5度以下停用。"),
    ("code", "先看日志。\n```\n1. 不是步骤\n```\n再重启。\n最后回电。", "- 先看日志。\n  ~ ```\n  ~ 1. 不是步骤\n  ~ ```\n- 再重启。\n- 最后回电。"),
  ])
  func reads(about: String, text: String, expected: String) { expectText(outline(text), expected, about) }

  @Test(arguments: [
    "- 甲\n- 乙\n- 丙", "# 题\n\n先说两句。\n\n- 甲\n- 乙", "1. 甲\n2. 乙\n   乙乙\n3. 丙", "一段话。", "一段话。\n\n两段话。", "- 一、甲\n- 二、乙\n- 三、丙",
    "说明一。\n\n说明二。\n\n- 甲\n  - 乙\n    - 丙",
  ])
  func listsAreLeftToMarkdown(text: String) { #expect(readPlainOutline(SourceLines(text), firstLine: 1) == nil, "\(text)") }

  @Test func whatASiteSaysAboutItselfIsNoStep() {
    let text = """
      伞具维修规程.docxVIP

      伞具维修规程.docx

        1. 1、下载文档前请自行甄别文档内容的完整性,平台不提供额外的服务。
        2. 2、人工客服工作时间:9:00-18:30。
        3. 3、该文档为VIP文档,成为会员后,下载免费。
      查看更多

      伞具维修规程

      一、检查

      先看伞骨,再看伞面。

      客服工作时间:8:00-22:00。

      文档评论(0)

      平凡的世界 + 关注

      相关文档
      """
    expectText(
      outline(text),
      """
      = 伞具维修规程
      # 检查
        - 先看伞骨,再看伞面。
        - 客服工作时间:8:00-22:00。
      ! 下载文档前请自行甄别文档内容的完整性,平台不提供额外的服务。
      ! 人工客服工作时间:9:00-18:30。
      ! 该文档为VIP文档,成为会员后,下载免费。
      ! 查看更多
      ! 文档评论(0)
      ! 平凡的世界 + 关注
      ! 相关文档
      """)
  }

  @Test func aTableWithOneCellALineKeepsItsGaps() throws {
    let text = "哪些算还伞:\n属于 |\n不属于 |\n放回伞架 |\n放在门口 |\n|\n交给路人 |\n最后登记。\n最后结账。"
    let plain = try #require(readPlainOutline(SourceLines(text), firstLine: 1))
    let table = try #require(plain.tables.first)
    #expect(table.isFlattened && table.rows.map { $0.map(\.text.text) } == [["属于", "不属于"], ["放回伞架", "放在门口"], ["", "交给路人"]])
    #expect(table.gaps.map(\.text.place.line) == [6])
    #expect(table.rows[1][1].text.place == Place(line: 5, column: 1, endLine: 5, endColumn: 5))
    let odd = try #require(readPlainOutline(SourceLines(text.replacing("\n|\n", with: "\n")), firstLine: 1)?.tables.first)
    #expect(odd.rows.last?.map(\.isMissing) == [false, true])
  }

  @Test func aTableWithRowsInLines() throws {
    let text = "怎样赔:\n| 情形 | 赔多少 |\n|---|---|\n| 丢失 | 全价 |\n| 破损 |\n先问清楚。\n再赔。\n最后道歉。"
    let table = try #require(readPlainOutline(SourceLines(text), firstLine: 1)?.tables.first)
    #expect(!table.isFlattened && table.rows.map { $0.map(\.text.text) } == [["情形", "赔多少"], ["丢失", "全价"], ["破损", ""]])
    #expect(table.gaps.map(\.isMissing) == [true])
  }

  /// The sentences stand where the text has them, without bold and numbers.
  @Test func placesAreExact() {
    let text = "借伞办法\n\n　　一、**登记**要求\n\n  (1) 看`会员号`，**再**看押金。\n\n\t-零\u{200B}钱自备。"
    let steps = compiled(text).plan.main.steps
    #expect(steps.map(\.sentence.text) == ["登记要求", "看会员号，再看押金。", "零钱自备。"])
    #expect(
      steps.map(\.sentence.place) == [
        Place(line: 3, column: 5, endLine: 3, endColumn: 13), Place(line: 5, column: 7, endLine: 5, endColumn: 23),
        Place(line: 7, column: 3, endLine: 7, endColumn: 9),
      ])
  }

  @Test func runsAsAChecklist() {
    let compilation = compiled("借伞办法\n\n一、登记\n\n1.看会员号。\n\n注:散客收押金。\n\n二、交付\n\n1.检查伞骨。")
    #expect(!compilation.hasErrors)
    let steps = compilation.plan.main.steps
    #expect(compilation.plan.title == "借伞办法")
    #expect(steps.map { words($0.kind) } == ["group", "manual plain", "group", "manual plain"])
    #expect(steps[1].notes.map(\.text) == ["散客收押金。"])
    #expect(steps.map(\.depth) == [0, 1, 0, 1])
  }

  /// Inserting or renumbering points doesn't change what the others are.
  @Test func identityIsTheSentences() {
    let one = compiled("一、登记\n\n1.看会员号。\n\n2.收押金。\n\n二、交付\n\n1.检查伞骨。").plan.main.steps
    let two = compiled("一、登记\n\n1、看证件。\n\n2、看会员号。\n\n3、收押金。\n\n二、交付\n\n(1)检查伞骨。").plan.main.steps
    #expect(Set(one.map(\.id)).isSubset(of: Set(two.map(\.id))))
  }
}

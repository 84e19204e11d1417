import Playbook
import Testing

/// Formats a document, and looks that its plan stays the same and that formatting again changes nothing.
private func check(_ text: String, _ wanted: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let written = formatted(SourceText(path: "a.md", text: text))
  expectText(written, wanted, sourceLocation: sourceLocation)
  checkFormatted(text, sourceLocation: sourceLocation)
}

/// - Returns: the formatted text.
@discardableResult
func checkFormatted(_ text: String, _ about: String = "", sourceLocation: SourceLocation = #_sourceLocation) -> String {
  let written = formatted(SourceText(path: "a.md", text: text))
  expectText(planShape(compiled(written)), planShape(compiled(text)), "\(about) another plan\n\(text)", sourceLocation: sourceLocation)
  expectText(formatted(SourceText(path: "a.md", text: written)), written, "\(about) formatted twice\n\(text)", sourceLocation: sourceLocation)
  return written
}

@Suite("Formatting: one form, the same plan")
struct FormattedTests {
  @Test func outlineOfAnExport() {
    check(
      """
      # 门店找不到车

      * **判断 车在哪里**
          * **条件: 门店**   
              * **注:看 _监控_**


          * **条件 ：  路上**
              + **联系司机【外呼司机-xx】**
      """,
      """
      # 门店找不到车

      - 判断 车在哪里
        - 条件：门店
          - 注：看 监控
        - 条件：路上
          - 联系司机【外呼司机-xx】

      """)
  }

  @Test func keywordsOfBothTongues() {
    check(
      """
      ## Procedure :
      - Decide `x`
        - When：yes
          - Phone :Say：hello: you
        - Otherwise
          - Note:none
      - 在线侧:话术:您好: 请稍等
      - 时间: 不是关键词
      """,
      """
      ## Procedure:

      - Decide `x`
        - When: yes
          - Phone: Say: hello: you
        - Otherwise
          - Note: none
      - 在线侧：话术：您好: 请稍等
      - 时间: 不是关键词

      """)
  }

  @Test func numbersKeepTheirList() {
    check(
      """
      ## 流程
      1) 先看
          - 条件：好
      2) 再看
      3. 另一份
      - 1. 导出的编号
        2. 第二个
      - 1、顿号编号属于句子
      """,
      """
      ## 流程

      1. 先看
         - 条件：好
      2. 再看
      3. 另一份

      - 导出的编号
      - 第二个
      - 1、顿号编号属于句子

      """)
  }

  @Test func moreThanNineNumbers() {
    let text = (1...11).map { "\($0). 第 \($0) 件\n    - 注：看清" }.joined(separator: "\n")
    let wanted = (1...11).map { "\($0). 第 \($0) 件\n\(String(repeating: " ", count: $0 > 9 ? 4 : 3))- 注：看清" }.joined(separator: "\n")
    check(text, wanted + "\n")
  }

  @Test func contentStaysAsItIs() {
    check(
      """
      ---
      id:   a
      owner: "x"
      ---

      # 题目 #

      题目下的话，**粗体**留着。  
      第二行

      流程
      ---
      - 看 [说明](https://a.example/x "题") 和 ![图](a.png)，见 <https://b.example>
        ```swift
        let x = 1

          let y = 2
        ```
        > 引用
        > 两行
      - 值是 `a` 和 ``b`c``，<b>重要</b>，2*3*4 不是强调，\\*不是列表
        表格上的一段

        另一段
        - 下一级
      <!-- 注释 -->

      ## 说明

      * **先看**：订单
      * 再看

        分段
      """,
      """
      ---
      id:   a
      owner: "x"
      ---
      # 题目

      题目下的话，**粗体**留着。\\
      第二行

      ## 流程

      - 看 [说明](https://a.example/x "题") 和 ![图](a.png)，见 <https://b.example>

        ```swift
        let x = 1

          let y = 2
        ```

        > 引用
        > 两行

      - 值是 `a` 和 ``b`c``，<b>重要</b>，2*3*4 不是强调，\\*不是列表
        表格上的一段

        另一段

        - 下一级

      <!-- 注释 -->

      ## 说明

      - **先看**：订单

      - 再看

        分段

      """)
  }

  @Test func tables() {
    check(
      """
      ## 事实
      |id|名称|  类型 | 取值 |
      |:-|--:|:-:|-----
      |a|  甲 ，\\| 乙 | 单选 | x 一; y 二 |
      |b||文字|
      ## 例: 一
      | 事件 | 期望 |
      |---|---|
      | 开始 | 结束 |
      """,
      """
      ## 事实

      | id | 名称 | 类型 | 取值 |
      |:---|---:|:---:|---|
      | a | 甲 ，\\| 乙 | 单选 | x 一; y 二 |
      | b | | 文字 | |

      ## 例：一

      | 事件 | 期望 |
      |---|---|
      | 开始 | 结束 |

      """)
  }

  @Test func definitionsOfLinksStay() {
    let text = "# 题\n\n- 看 [说明]\n- 再看\n\n[说明]: https://a.example\n"
    #expect(checkFormatted(text).contains("[说明]: https://a.example"))
    #expect(checkFormatted("[说明]: https://a.example\n\n# 题\n\n* 看 [说明]\n").contains("[说明]: https://a.example"))
  }

  @Test func textsWithoutListsAreLeftAlone() {
    let text = "一、总则\n1、先看订单。\n2、再打电话。\n二、处理\n1、**退款**。\n"
    #expect(isReadByLines(SourceText(path: "a.md", text: text)))
    #expect(formatted(SourceText(path: "a.md", text: text)) == text)
  }

  @Test func lineEndsAndMarks() {
    check("\u{FEFF}- **看**\r\n\t- 条件:好\r\n", "- 看\n  - 条件：好\n")
    check("", "")
  }

  /// Deeper than reading keeps levels apart, nothing is changed.
  @Test func veryDeep() {
    let text = (0..<300).map { String(repeating: "  ", count: $0) + "* 第 \($0) 级\n" }.joined()
    #expect(formatted(SourceText(path: "a.md", text: text)) == text)
  }
}

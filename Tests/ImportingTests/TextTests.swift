import Importing
import Playbook
import Testing

@Suite("Numbered and indented text")
struct TextTests {
  @Test func noiseIsCleanedAndToldOf() {
    let text = """
      伞具維(wéi)修

      一、檢(jiǎn)查

      先看**伞骨**，再看\u{200B}伞面(de)，　　不合格(gé)的单独放。

      1、先登记　２０件 2、再修补 3、最后回电

      注：别拆(chāi)标签（S）。

      下载本文档请先登录
      """
    expectText(
      imported(text, from: .text),
      """
      # 伞具維修

      - 檢查
        - 先看伞骨，再看伞面， 不合格的单独放。
        - 先登记 20件
        - 再修补
        - 最后回电
          - 注：别拆标签（S）。
      ! 3: 去掉字后括号里的拼音（第 3、5、9 行）
      ! 3: 有繁体字，没有改动：和简体的名称对不上
      ! 5: 去掉粗体
      ! 5: 去掉不显示的字符
      ! 5: 合并了连着的空格
      ! 7: 一行里的编号拆成了条目
      ! 7: 全角数字和字母改成半角
      ! 11: 去掉网站自己的话：“下载本文档请先登录”

      """, "cleaned")
  }

  @Test func indentationAlone() {
    expectText(imported("借伞\n  登记\n    会员\n    散客\n  收押金\n还伞", from: .text), "- 借伞\n  - 登记\n    - 会员\n    - 散客\n  - 收押金\n- 还伞\n")
    expectText(imported("- 甲\n  - 乙\n- 丙", from: .text), "- 甲\n  - 乙\n- 丙\n")
    expectText(imported("只有一行", from: .text), "- 只有一行\n")
    expectText(imported("\n\n", from: .text), "!! 文件里没有条目。\n")
  }

  /// What was imported reads as the same sentences.
  @Test func readsBack() throws {
    let text = "# 借伞\n\n一、登记\n\n1.看`会员号`，_不_要问 <密码>。\n\n2.收 3.5 元\\*。\n\n- 带走 - 伞套\n\n二、归还\n\n(1)检查 [伞骨](x)。"
    let markdown = try importOutline(Array(text.utf8), from: .text, name: "a").markdown
    let plan = compile(SourceText(path: "a.md", text: markdown)) { _ in nil }.plan
    #expect(plan.title == "借伞")
    #expect(plan.main.steps.map(\.sentence.text) == ["登记", "看会员号，_不_要问 <密码>。", "收 3.5 元\\*。", "带走 - 伞套", "归还", "检查 [伞骨](x)。"], "\(markdown)")
  }
}

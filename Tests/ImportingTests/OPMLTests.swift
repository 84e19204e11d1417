import Importing
import Testing

@Suite("OPML")
struct OPMLTests {
  @Test func outlineNotesAndLinks() {
    let file = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- made by hand -->
      <opml version="2.0">
        <head><title>失物招领</title></head>
        <body>
          <outline text="核实失主&#xff1a;先问特征" _note="不要先说颜色&#10;不要先说牌子" created="today">
            <outline text="条件：对得上"><outline text="&lt;b&gt;归还&lt;/b&gt; &amp; 登记"/></outline>
            <outline text="条件：其他"><outline text="看规定" url="https://example.org/a (1)"/></outline>
          </outline>
          <outline title="收尾" url="closing.md"/>
          <outline text=" " />
        </body>
      </opml>
      """
    expectText(
      imported(file, from: .opml),
      """
      # 失物招领

      - 核实失主：先问特征
        - 注：不要先说颜色
        - 注：不要先说牌子
        - 条件：对得上
          - 归还 & 登记
        - 条件：其他
          - 看规定
            - 注：[链接](https://example.org/a%20%281%29)
      - [收尾](closing.md)
      ! 6: 没有带过来的属性：created
      ! 7: 去掉文字里的样式

      """)
  }

  @Test func whatMarkdownWouldReadOtherwise() {
    let texts = ["- 一", "1. 二", "# 三", "&gt; 四", "a*b*", "&amp;lt;", "[x](y)", "C:\\*", "【做】`fact`", "a_b", "_c_", "=== 五", "3.5 元"]
    let file = "<opml><body>\(texts.map { "<outline text=\"\($0)\"/>" }.joined())</body></opml>"
    expectText(
      imported(file, from: .opml),
      """
      - \\- 一
      - 1\\. 二
      - \\# 三
      - \\> 四
      - a\\*b\\*
      - \\&lt;
      - \\[x](y)
      - C:\\\\\\*
      - 【做】`fact`
      - a_b
      - \\_c\\_
      - \\=== 五
      - 3.5 元

      """)
  }

  @Test(arguments: [
    ("<html/>", "!! 1:1: 不是 OPML：没有 <opml> 和 <body>。\n"), ("<opml><body/></opml>", "!! 文件里没有条目。\n"),
    ("<opml>\n  <body></opml>", "!! 2:16: </opml> 和打开的元素对不上。\n"), ("<opml><body>", "!! 1:13: 文件没有结束：<body> 没有关上。\n"),
    ("<opml><body><outline text=x/></body></opml>", "!! 1:27: 属性 text 的值没有引号。\n"), ("not xml", "!! 1:1: 文件不是 XML。\n"),
    ("<opml><body><outline text='a & b'/></body></opml>", "!! 1:30: & 后面不是 XML 的引用，应写成 &amp;。\n"),
    ("<opml><body><outline text='&x;'/></body></opml>", "!! 1:28: 没有定义的实体 &x;。\n"), ("", "!! 1:1: 文件不是 XML。\n"),
    ("<opml></opml><b/>", "!! 1:14: 根元素之后还有内容。\n"), ("<opml><body><!-- a</body>", "!! 1:17: --> 没有出现，文件不完整。\n"),
  ])
  func faults(file: String, expected: String) { expectText(imported(file, from: .opml), expected, file) }
}

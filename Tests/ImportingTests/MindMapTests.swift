import Importing
import Testing

@Suite("Mind maps")
struct MindMapTests {
  @Test func freeMind() {
    let file = """
      <map version="freeplane 1.9.0">
        <node TEXT="&#x5931;&#x7269;" ID="a" CREATED="1">
          <richcontent TYPE="NOTE"><html><head></head><body><p>全店适用</p></body></html></richcontent>
          <font BOLD="true"/>
          <node TEXT="核实" POSITION="right" COLOR="#ff0000" LINK="https://example.org">
            <icon BUILTIN="help"/><icon BUILTIN="help"/>
            <attribute NAME="负责" VALUE="店长"/>
            <richcontent TYPE="NOTE"><html><body><p>第一段</p><p> 第二
              段 </p></body></html></richcontent>
            <node TEXT="条件：对得上"><node><richcontent TYPE="NODE"><html><body><p>归还</p><p><b>登记</b></p><img src="a.png"/></body></html></richcontent></node></node>
          </node>
        </node>
      </map>
      """
    expectText(
      imported(file, from: .mm),
      """
      # 失物

      - 失物
        - 注：全店适用
      - 核实
        - 注：负责：店长
        - 注：第一段
        - 注：第二 段
        - 注：[链接](https://example.org)
        - 条件：对得上
          - 归还 登记
      ! 4: 没有带过来的样式（第 4、5 行）
      ! 6: 没有带过来的图标：help
      ! 10: 没有带过来的图片

      """)
    #expect(imported("<map/>", from: .mm).contains("不是 FreeMind 导图"))
  }

  @Test func xmind() {
    let file = """
      [{"title":"画布","relationships":[{}],"rootTopic":{"title":"失物\\n招领","children":{"attached":[
        {"title":"核实","markers":[{"markerId":"flag-red"}],"labels":["店长"],"notes":{"plain":{"content":"先问\\n再看"}},
         "children":{"attached":[{"title":"条件：对得上","href":"xmind:#1"}]}},
        {"title":"","children":{"attached":[{"title":"收尾"}]}}],"detached":[{"title":"另外"}]}}}]
      """
    expectText(
      imported(zipped([("content.json", Array(file.utf8))]), from: .xmind),
      """
      # 失物 招领

      - 核实
        - 注：先问
        - 注：再看
        - 注：店长
        - 条件：对得上
      - 收尾
      - 另外
      ! 没有带过来的连线
      ! 没有带过来的图标：flag-red
      ! 没有带过来的链接：xmind:#1

      """)
  }

  @Test func olderXMind() {
    let file = """
      <xmap-content xmlns="urn:xmind:xmap:xmlns:content:2.0" xmlns:xlink="http://www.w3.org/1999/xlink">
        <sheet><topic><title>失物</title><children><topics type="attached">
          <topic xlink:href="closing.md" style-id="s"><title>核实</title><notes><plain>先问</plain></notes>
            <marker-refs><marker-ref marker-id="star"/></marker-refs></topic></topics></children></topic></sheet>
        <sheet><topic><title>另一张</title></topic></sheet>
      </xmap-content>
      """
    expectText(
      imported(zipped([("META-INF/manifest.xml", []), ("content.xml", Array(file.utf8))]), from: .xmind),
      """
      - 失物
        - [核实](closing.md)
          - 注：先问
      - 另一张
      ! 3: 没有带过来的样式
      ! 4: 没有带过来的图标：star

      """)
  }

  @Test(
    arguments: [
      ("a.opml", "<opml/>", .opml), ("a.xml", "<?xml?><opml>", .opml), ("a.txt", "<map version='1'>", .mm),
      ("a.xmind", "PK\u{3}\u{4}", .xmind), ("a", "PK\u{3}\u{4}", .xmind),
      ("a.mm", "", .mm), ("a.md", "- a", .text), ("a", "一、甲", .text),
    ] as [(String, String, ImportFormat)])
  func formatsAreToldByNameAndContent(name: String, text: String, format: ImportFormat) {
    #expect(ImportFormat(name: name, bytes: Array(text.utf8)) == format)
  }
}

/// A document as people and programs write them: any bullets, any indentation, bold, both colons, tables, blocks inside items.
struct RandomDocument {
  private var generator: SeededGenerator
  private(set) var text = ""

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    if pick([true, false]) { text += "---\nid: x\nlocale: zh-CN\n---\n" }
    if pick([true, false]) { text += "# 题目\n" + pick(["", "\n"]) }
    let hasSections = pick([true, false])
    for _ in 0..<(hasSections ? Int.random(in: 1...4, using: &generator) : 1) {
      if hasSections { section() } else { outline(depth: 0, indent: "") }
    }
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element { choices[Int.random(in: 0..<choices.count, using: &generator)] }

  private mutating func section() {
    switch pick(["流程", "流程", "流程", "事实", "例", "说明", "别的"]) {
    case "流程":
      text += pick(["## 流程\n", "### 流程：甲\n\n", "## 流程 : 乙\n", "流程\n---\n", "## **流程** ##\n\n\n", "## Procedure: c\n"])
      outline(depth: 0, indent: "")
    case "事实":
      text += "## 事实\n" + pick(["", "\n"])
      text += "|id|名称|类型|取值|来源|\n" + pick(["|---|---|---|---|---|", "|:-|-|-:|---|--|"]) + "\n"
      for name in ["place", "fee"].prefix(Int.random(in: 0...2, using: &generator)) {
        text +=
          pick(["|", "|   "]) + "\(name)|餐品\(name)\(pick(["", "\\|别名"])) | " + pick(["单选|  door 在门口、门口; road 在路上", "文字|", "金额 |"]) + "|客服"
          + pick(["|", "|  ", ""]) + "\n"
      }
      text += "\n"
    case "例": text += "## 例: 一\n\n| 事件 | 期望 |\n|-|-|\n| 开始：| **结束** |\n\n"
    case "说明":
      text += "## 说明\n\n段落一，**粗**，\n第二行。  \n第三行\n\n"
      outline(depth: 1, indent: "")
    default: text += "## 别的\n\n* 不读\n  * **这里**\n\n> 引用 `x`\n> 二\n\n    代码\n\n"
    }
  }

  private mutating func outline(depth: Int, indent: String) {
    var mark = pick(["- ", "* ", "+ ", "1. ", "1) "])
    for number in 0..<Int.random(in: 1...4, using: &generator) {
      if pick([true, false, false, false, false, false]) { mark = pick(["- ", "* ", "3. "]) }
      let marker = mark.hasPrefix("1") ? "\(number + 1)" + mark.dropFirst() : mark
      text += indent + marker + sentence() + pick(["", " ", "  "]) + "\n"
      let inner = indent + String(repeating: " ", count: marker.count) + pick(["", "", " "])
      if pick([true, false, false, false]) { block(inner) }
      if depth < 4, pick([true, true, false]) { outline(depth: depth + 1, indent: inner) }
      if pick([true, false, false, false, false]) { text += "\n" }
    }
    if depth == 0 { text += "\n" }
  }

  private mutating func block(_ indent: String) {
    text += pick([
      "\n\(indent)另一段，还有\n\(indent)一行\n", "\n\(indent)```\n\(indent)code *x*\n\n\(indent)  y\n\(indent)```\n", "\n\(indent)> 引用\n\(indent)> - 引用的列表\n",
      "\n\(indent)<div>原样 **x**</div>\n\n", "\n\(indent)| a | b |\n\(indent)|---|---|\n\(indent)|x|y|\n\n", "\n\(indent)    缩进的代码\n\n", "续行 ok\n",
    ])
  }

  private mutating func sentence() -> String {
    let words = pick([
      "判断 `餐品place`", "判断 餐品place", "条件: 门口", "条件：在路上", "条件 ：其他", "When: 未知", "When：其他", "注:看**清**楚", "话术: 您好，{餐品place}", "【短信】", "【外呼用户-xx】再看",
      "联系 用户（电话；2 次）", "结论: 餐品place=门口", "在线侧:条件：门口", "电话侧: 话术:喂", "等待 30 分钟", "[看](b.md \"题\")", "[看](#甲)", "见 <https://a.example/b_c_d>", "![图](a.png) 和字",
      "2*3*4 与 a_b_c", "\\*星\\*", "1、顿号", "（一）先看", "第一步：看", "1. 点号", "- 再一层", "`代码`开头", "``两`个``", "<b>粗</b>体", "A & B < C", "~~删~~", "# 不是标题吗", "价 [1] 见",
      "回到 判断 `餐品place`",
      "", "**粗【短信】体**", "*斜*体_下划线_", "***都有***", "** 不成粗体 **", "a | b", "+1 分", "> 引", "承诺:骑手 在 5 分钟内 到; 超时 则 【短信】", "转人工", "跟单【甲】",
    ])
    return pick([true, false, false]) && !words.isEmpty && !words.contains("*") && !words.contains("\\") ? "**\(words)**" : words
  }
}

import Testing

@testable import Importing

@Suite("Numbers inside a line are points of their own")
struct FlattenedNumberingTests {
  @Test(
    arguments: [
      ("餐品处置：1.美配：先送 2.自配：放好", nil, ["餐品处置：", "+美配：先送", "+自配：放好"]),
      ("先拦截 2、再拒收 3、再退款", 1, ["先拦截", "再拒收", "再退款"]),
      ("步骤：（1）登记；（2）回电。", nil, ["步骤：", "+登记；", "+回电。"]),
      ("①登记②回电", nil, ["登记", "回电"]),
      ("赔 1.5 元或 2.5 元", nil, ["赔 1.5 元或 2.5 元"]),
      ("等 1、3、5 天", nil, ["等 1、3、5 天"]),
      ("1.只有一条", nil, ["1.只有一条"]),
      ("版本1.2.3说明", nil, ["版本1.2.3说明"]),
      ("第一条 2、", 1, ["第一条"]),
      ("", nil, [""]),
    ] as [(String, Int?, [String])])
  func splits(text: String, ordinal: Int?, expected: [String]) {
    #expect(splitNumbering(text, startsWith: ordinal).map { ($0.isBelow ? "+" : "") + $0.text } == expected)
  }
}

import Testing

@testable import Playbook

@Suite("Things found by id")
struct IDTableTests {
  @Test func findsEachAndNothingElse() {
    // Short and long ones, ones that share their beginning, ones beyond ASCII.
    let ids = (0..<5_000).map { "s\($0)" } + (0..<200).map { "order.state.of.the.meal.\($0)" } + ["", "退款状态", "退款状态+", "s1+", "a\u{0}"]
    let table = IDTable(ids.enumerated().map { (id: $1, thing: $0) })
    for (number, id) in ids.enumerated() { #expect(table[id] == number) }
    for id in ["s5000", "s", "order.state.of.the.meal", "退款", "a", "a\u{0}\u{0}"] { #expect(table[id] == nil, "\(id)") }
  }

  @Test func theFirstOfTwoCounts() {
    let table = IDTable([(id: "a", thing: 1), (id: "b", thing: 2), (id: "a", thing: 3)])
    #expect(table["a"] == 1)
    #expect(table["b"] == 2)
  }

  @Test func emptyHasNothing() { #expect(IDTable<Int>([])["a"] == nil) }
}

@Suite("Texts searched by their bytes")
struct ContainingTests {
  @Test(arguments: [
    ("联系不到用户", "不到", true), ("联系不到用户", "到不", false), ("abc", "", true), ("", "a", false), ("ab", "abc", false), ("aab", "ab", true),
    ("【通知】", "】", true), ("x30min内", "min内", true),
  ])
  func contains(text: String, part: String, isThere: Bool) {
    #expect(text.contains(part) == isThere)
    #expect(("<" + text + ">").dropFirst().dropLast().contains(part) == isThere)
  }

  @Test(arguments: [
    ("  a b ", "a b"), ("\u{3000}退款\u{3000}", "退款"), ("退款", "退款"), ("：退款。", "：退款。"), ("\u{00A0}x", "x"), ("", ""), (" \t\n", ""), ("“x” ", "“x”"),
  ])
  func trims(text: String, trimmed: String) { #expect(text.trimmed == trimmed) }
}

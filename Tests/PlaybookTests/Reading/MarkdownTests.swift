import Playbook
import Testing

/// The sentences of an outline, indented by their depth.
private func outline(_ text: String) -> String {
  compiled(text).plan.main.steps.map { String(repeating: "  ", count: $0.depth) + $0.sentence.text }.joined(separator: "\n")
}

/// Some examples of the CommonMark specification 0.31 and of GitHub's tables, by their numbers there; what is an outline there is one here.
@Suite("Lists and tables as CommonMark reads them")
struct MarkdownTests {
  @Test(arguments: [
    ("9", "- foo\n  - bar\n\t - baz", "foo\n  bar\n    baz"),
    ("57", "- Foo\n- * * *", "Foo\n"),
    ("99", "- foo\n***\n- bar", "foo\nbar"),
    ("255", "- one\n\n two", "one"),
    ("256", "- one\n\n  two", "one"),
    ("261", "-one\n\n2.two", ""),
    ("262", "- foo\n\n\n  bar", "foo"),
    ("265", "123456789. ok", "ok"),
    ("266", "1234567890. not ok", ""),
    ("268", "003. ok", "ok"),
    ("280", "-   \n  foo", "foo"),
    ("286", "  1.  A paragraph\n      with two lines.", "A paragraph with two lines."),
    ("291", "> 1. > Blockquote\ncontinued here.", ""),
    ("294", "- foo\n  - bar\n    - baz\n      - boo", "foo\n  bar\n    baz\n      boo"),
    ("295", "- foo\n - bar\n  - baz\n   - boo", "foo\nbar\nbaz\nboo"),
    ("297", "10) foo\n   - bar", "foo\nbar"),
    ("299", "1. - 2. foo", "foo"),
    ("301", "- foo\n- bar\n+ baz", "foo\nbar\nbaz"),
    ("302", "1. foo\n2. bar\n3) baz", "foo\nbar\nbaz"),
    ("307", "- foo\n- bar\n\n<!-- -->\n\n- baz\n- bim", "foo\nbar\nbaz\nbim"),
    ("309", "- a\n - b\n  - c\n   - d\n    - e\n   - f\n  - g\n - h\n- i", "a\nb\nc\nd - e\nf\ng\nh\ni"),
    ("319", "- a\n  - b\n\n    c\n- d", "a\n  b\nd"),
    ("326", "* a\n  > b\n  >\n* c", "a\nc"),
  ])
  func lists(number: String, text: String, expected: String) {
    expectText(outline(text), expected, "example \(number)")
  }

  /// Examples 198 to 205 of GitHub Flavored Markdown.
  @Test(
    arguments: [
      ("198", "| id | 名称 |\n| --- | --- |\n| baz | bim |", ["baz/bim"]),
      ("199", "| id | 名称 |\n:-: | -----------:\nbar | baz", ["bar/baz"]),
      ("200", "| id | 名称 |\n| -- | -- |\n| f\\|oo | b `\\|` az |", ["f|oo/b | az"]),
      ("201", "| id | 名称 |\n| --- | --- |\n| bar | baz |\n> bar", ["bar/baz"]),
      ("203", "| id | 名称 |\n| --- |\n| bar |", []),
      ("204", "| id | 名称 |\n| --- | --- |\n| bar |\n| bar | baz | boo |", ["bar/", "bar/baz"]),
      ("205", "| id | 名称 |\n| --- | --- |", []),
    ] as [(String, String, [String])])
  func tables(number: String, text: String, expected: [String]) {
    let facts = compiled("## 事实\n\n" + text).plan.vocabulary.facts
    // A second row with the same id is a finding, not a fact.
    #expect(facts.map { "\($0.id)/\($0.labels.joined(separator: "+"))" } == Array(expected.prefix(facts.count)), "example \(number)")
    #expect(facts.isEmpty == expected.isEmpty, "example \(number)")
  }

  @Test func whatStandsInsideAnItemIsANote() {
    let step = compiled("- 甲\n\n  乙乙\n\n  ```\n  丙\n  ```\n\n  > 丁").plan.main.steps.first
    #expect(step?.notes.map(\.text) == ["乙乙", "丙", "丁"])
  }

  @Test func deepListsGoOnOnTheDeepestLevel() {
    let text = (0..<300).map { String(repeating: "  ", count: $0) + "- 层\($0)" }.joined(separator: "\n")
    let compilation = compiled(text)
    #expect(compilation.plan.main.steps.map(\.sentence.text) == (0..<300).map { "层\($0)" })
    #expect(compilation.findings(of: "unreadable-part").map(\.place.line) == [100])
  }
}

import Testing

@testable import Playbook
@testable import Web

@Suite("What documents write, as pages show it")
struct WrittenTableTests {
  private let text = """
    # Rules

    | id | name | when |
    |---|:--:|---|
    | a | A \\| B | |
    | b | | `x` = 1 |

    no table

    | id |
    |---|
    | c |
    """

  private func tables(_ lines: [Int]) -> [WrittenTable] {
    WrittenTable.tables(lines.map { (file: "a.md", line: $0) }, in: [SourceText(path: "a.md", text: text)])
  }

  @Test func `rows stand under their own headings`() {
    let found = tables([5, 12, 6])
    #expect(found.map(\.headings) == [["id", "name", "when"], ["id"]])
    #expect(found[0].rows.map(\.cells) == [["a", "A | B", ""], ["b", "", "`x` = 1"]])
    #expect(found[0].rows.map(\.place) == ["a.md:5", "a.md:6"] && found[1].rows.map(\.cells) == [["c"]])
  }

  @Test func `a line that stands in no table is shown as it is, and a file that isn't there not at all`() {
    #expect(tables([8]) == [WrittenTable(headings: [], rows: [.init(place: "a.md:8", cells: ["no table"])])])
    #expect(tables([0, 99]).flatMap(\.rows).allSatisfy { $0.cells == [""] })
    #expect(WrittenTable.tables([(file: "b.md", line: 1)], in: []).isEmpty)
  }

  @Test(arguments: [
    ("tell the merchant", "tell the rider", "tell the ", "merchant", "rider"), ("same", "same", "same", "", ""), ("aa", "aaa", "aa", "", "a"),
    ("等 30 分钟", "等 45 分钟", "等 ", "30", "45"), ("", "new", "", "", "new"),
  ])
  func `two sentences are marked where they differ`(old: String, new: String, start: String, gone: String, come: String) {
    func sentence(_ text: String) -> Sentence { Sentence(text: text, file: "a.md", place: .start) }
    let pair = MarkedSentence.pair(sentence(old), sentence(new))
    #expect(pair.old?.start == start && pair.old?.middle == gone && pair.new?.middle == come)
    #expect(pair.old?.isMarked == !gone.isEmpty && pair.old.map { $0.start + $0.middle + $0.rest } == old)
    #expect(pair.new.map { $0.start + $0.middle + $0.rest } == new)
  }
}

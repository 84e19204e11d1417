import Testing
@testable import Playbook
@Test func dbg() {
    for text in ["- 一\n |     |---|---|", "- 一【a】\n |     |---|---|\n   - b", "- 承诺：a\n |     |---|---|\n   - 条件：用户回电"] {
    let lines = SourceLines(text)
    let blocks = readMarkdown(text, lines: lines, firstLine: 1).blocks
    print(blocks) }
}

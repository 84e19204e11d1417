import Foundation
import Testing

@Suite("fmt and scaffold")
struct FormatAndScaffoldTests {
  @Test func formatting() throws {
    let program = Program(place: try Place())
    try program.place.write("a.md", "# 题\n\n- **看**\n  - **条件: 好**\n")
    let checked = try program("fmt", "a.md", "--check")
    #expect(checked.code == 1 && checked.out.contains("a.md:3"))
    let shown = try program("fmt", "a.md", "--stdout")
    #expect(shown.code == 0 && shown.out == "# 题\n\n- 看\n  - 条件：好\n")
    #expect(try program("fmt", "a.md").code == 0)
    #expect(try program("fmt", "a.md", "--check").code == 0)
    #expect(try program("fmt", "a.md", "--stdout").out == shown.out)
    #expect(try program("fmt", "missing.md").code == 2)
  }

  @Test func textsWithoutLists() throws {
    let program = Program(place: try Place())
    try program.place.write("a.txt", "一、总则\n1、先看订单。\n2、再打电话。\n二、处理\n1、退款。\n")
    let ran = try program("fmt", "a.txt", "--check")
    #expect(ran.code == 0 && ran.err.contains("gendan import outline"))
  }

  /// The draft of a mind map's outline has no errors and is played to its end with answers.
  @Test func scaffolding() throws {
    let program = Program(place: try Place())
    let outline = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Outlines/lost-umbrella.txt").path
    let ran = try program("scaffold", outline, "--output", "umbrella")
    #expect(ran.code == 0 && ran.out.contains("自动办的：原来 0/"), "\(ran.err)")
    #expect(try program("check", "umbrella/lost-umbrella.md").code == 0)
    #expect(try program("story", "umbrella/lost-umbrella.md").code == 0)
    try program.place.write("answers.txt", "1\n找伞\n还在\n对得上\n1\n1\n")
    let played = try program("play", "umbrella/lost-umbrella.md", "--answers", "answers.txt")
    #expect(played.code == 0 && played.out.contains("走完了，工单已结单。"), "\(played.out)\n\(played.err)")
    #expect(try program("scaffold", outline, "--output", "umbrella").code == 1)
    #expect(try program("scaffold", outline, "--output", "umbrella", "--force").code == 0)
    // A document with a vocabulary isn't drafted again.
    #expect(try program("scaffold", "umbrella/lost-umbrella.md", "--output", "again").code == 1)
  }
}

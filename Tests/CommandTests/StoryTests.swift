import Testing

@Suite("gendan story")
struct StoryCommandTests {
  let program: Program
  init() throws { program = Program(place: try Place()) }

  @Test func passes() throws {
    try program.place.write("a.md", Locker.text)
    let ran = try program("story", "a.md")
    #expect(ran.code == 0)
    #expect(ran.out.contains("1 个例子，0 个不符"))
    let rows = try program("story", "a.md", "--format", "json").array
    #expect(rows.count == 1)
    #expect(rows.first?["passed"] as? Bool == true)
  }

  @Test func failsWithTheLineAndWhatWasSeen() throws {
    try program.place.write("a.md", Locker.wrongStory)
    let ran = try program("story", "a.md", "--locale", "en")
    #expect(ran.code == 1)
    #expect(ran.out.contains("a.md:48 expected “处理结果=已转人”"))
    let rows = try program("story", "a.md", "--format", "json")
    #expect(rows.code == 1)
    let failures = try rows.array.first?["failures"] as? [[String: Any]]
    #expect(failures?.first?["line"] as? Int == 48)
    #expect((failures?.first?["seen"] as? [String])?.isEmpty == false)
  }

  @Test func tellsWhatNoStoryTakes() throws {
    try program.place.write("a.md", Locker.text)
    #expect(try program("story", "a.md", "--coverage").out.contains("没有例子走到：a.md:28 条件：卡住"))
  }
}

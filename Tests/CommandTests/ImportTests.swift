import Foundation
import Testing

@Suite("gendan import outline")
struct ImportTests {
  let program: Program
  init() throws {
    program = Program(place: try Place())
    try program.place.write("minutes.txt", "借伞办法\n\n一、登记\n\n1.看**会员号**。\n\n2.收押金。\n\n下载本文档请先登录\n")
    try program.place.write("map.mm", "<map><node TEXT=\"题\"><node TEXT=\"甲\"><icon BUILTIN=\"help\"/></node></node></map>")
    try program.place.write("broken.opml", "<opml>\n<body>")
    try program.place.write("utf16.txt", bytes: Data([0xFF, 0xFE, 0x2D, 0x00]))
  }

  @Test func theOutlineGoesOutAndTheNotesBesideIt() throws {
    let ran = try program("import", "outline", "minutes.txt")
    #expect(ran.code == 0)
    #expect(ran.out == "# 借伞办法\n\n- 登记\n  - 看会员号。\n  - 收押金。\n")
    #expect(ran.err == "minutes.txt:5: 去掉粗体\nminutes.txt:9: 去掉网站自己的话：“下载本文档请先登录”\n")
    var english = program
    english.language = "en"
    #expect(try english("import", "outline", "map.mm").err == "map.mm:1: Icons that were left out: help\n")
  }

  @Test func filesAreWrittenAndNeverOverwritten() throws {
    let ran = try program("import", "outline", "minutes.txt", "--output", "sop.md", "--notes", "notes.txt")
    #expect(ran.code == 0 && ran.out.isEmpty && ran.err.isEmpty)
    #expect(try program("check", "sop.md").code == 0)
    #expect(String(decoding: program.place.contents["notes.txt"] ?? Data(), as: UTF8.self).contains("去掉粗体"))
    let again = try program("import", "outline", "map.mm", "--output", "sop.md")
    #expect(again.code == 2 && again.err.contains("没有覆盖"))
    #expect(String(decoding: program.place.contents["sop.md"] ?? Data(), as: UTF8.self).hasPrefix("# 借伞办法"))
  }

  @Test(arguments: [
    (["broken.opml"], 1, "第 2 行第 7 列"), (["map.mm", "--from", "xmind"], 1, "没有导入"), (["missing"], 2, "没有这个文件"), (["utf16.txt"], 2, "UTF-16"),
    (["map.mm", "--from", "pdf"], 64, "错误"),
    (["map.mm", "--output", "no/such/folder/a.md"], 2, "写不了"),
  ])
  func faults(arguments: [String], code: Int32, words: String) throws {
    let before = program.place.contents
    let ran = try program.run(["import", "outline"] + arguments)
    #expect(ran.code == code && ran.err.contains(words), "\(ran.err)")
    #expect(ran.out.isEmpty && program.place.contents == before)
  }

  /// Bytes that are no text, lone surrogates among them, as a path: an answer with an exit code, no crash.
  @Test(arguments: [#"\377\376"#, #"\355\240\200"#, #"a\300\257b"#, #"\363"#])
  func oddBytesOnTheCommandLine(bytes: String) throws {
    for command in ["check", "play", "import outline"] {
      let script = "exec \"$0\" \(command) \"$(printf '\(bytes)')\""
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", script, Program.executable.path]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 2, "\(command) \(bytes)")
    }
  }
}

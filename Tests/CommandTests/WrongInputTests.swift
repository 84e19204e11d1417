import Foundation
import Testing

@Suite("Wrong input is told, and changes nothing")
struct WrongInputTests {
  let program: Program
  init() throws {
    program = Program(place: try Place())
    try program.place.write("good.md", Locker.text)
    try program.place.write("error.md", Locker.withError)
    try program.place.write("prose.md", "只有一段话，没有步骤。\n")
    try program.place.write("empty.md", " \n\n")
    try program.place.write("binary.md", bytes: Data((0...255).map { UInt8($0) }))
    try program.place.write("utf16.md", bytes: Data([0xFF, 0xFE, 0x2D, 0x00, 0x20, 0x00]))
    try program.place.write("gbk.md", bytes: Data([0x2D, 0x20, 0xC5, 0xD0, 0xB6, 0xCF, 0x0A]))
    try program.place.write("text.sqlite", String(repeating: "这不是账本。", count: 200))
    try FileManager.default.createDirectory(atPath: program.place.path("folder"), withIntermediateDirectories: false)
  }

  private func expect(
    _ arguments: [String], code: Int32, words: [String], typed: String = "", _ location: SourceLocation = #_sourceLocation
  ) throws {
    let before = program.place.contents
    for (language, word) in zip(["zh-CN", "en"], words) {
      var program = program
      program.language = language
      let ran = try program.run(arguments, typed: typed)
      #expect(ran.code == code, "\(arguments) \(ran.err)", sourceLocation: location)
      #expect(ran.err.contains(word), "\(arguments) \(ran.err)", sourceLocation: location)
      #expect(
        ran.err.hasPrefix(language == "en" ? "error: " : "错误：") || ran.err.contains("\nerror: ") || ran.err.contains("\n错误："), "\(ran.err)",
        sourceLocation: location)
    }
    #expect(program.place.contents == before, "\(arguments)", sourceLocation: location)
  }

  @Test(
    "files that can't be read: 2", arguments: ["check", "play", "story", "publish", "run"],
    [
      ("missing.md", ["没有这个文件", "no such file"]), ("folder", ["文件夹", "a folder"]), ("empty.md", ["空文件", "is empty"]), ("binary.md", ["二进制", "binary"]),
      ("utf16.md", ["UTF-16", "UTF-16"]), ("gbk.md", ["UTF-8", "UTF-8"]), ("good.md/x.md", ["没有这个文件", "no such file"]),
    ])
  func files(command: String, file: (name: String, words: [String])) throws {
    try expect(command == "run" ? [command, "--playbook", file.name] : [command, file.name], code: 2, words: file.words)
  }

  @Test("documents that can't be run: 1", arguments: ["play", "story", "publish", "run"])
  func documents(command: String) throws {
    let option = command == "run" ? ["--playbook"] : []
    try expect([command] + option + ["error.md"], code: 1, words: ["error.md 有错误", "error.md has errors"])
    try expect([command] + option + ["prose.md"], code: 1, words: ["没有步骤", "no steps"])
  }

  @Test(
    "ledgers that can't be used: 2",
    arguments: [
      ["cases"], ["case", "C-000001"], ["signal", "C-000001", "--retry"], ["rebuild"], ["verify"], ["publish", "good.md"], ["run", "--playbook", "good.md"],
    ],
    [
      ("sqlite:text.sqlite", ["不是跟单的账本", "not a Gendan ledger"]), ("sqlite:folder", ["文件夹", "a folder"]), ("sqlite:good.md/l.sqlite", ["账本", "ledger"]),
      ("elsewhere", ["sqlite:路径", "sqlite:PATH"]), ("sqlite:", ["sqlite:路径", "sqlite:PATH"]), ("postgres:a", ["sqlite:路径", "sqlite:PATH"]),
    ])
  func ledgers(command: [String], ledger: (name: String, words: [String])) throws {
    try expect(command + ["--ledger", ledger.name], code: 2, words: ledger.words)
  }

  @Test("looking makes no ledger", arguments: [["cases"], ["case", "C-000001"], ["signal", "C-000001", "--retry"], ["rebuild"]])
  func noLedger(command: [String]) throws {
    try expect(command, code: 2, words: ["gendan run", "gendan run"])
  }

  @Test func answersThatCantBeRead() throws {
    try expect(["play", "good.md", "--answers", "missing.txt"], code: 2, words: ["没有这个文件", "no such file"])
    try expect(["play", "good.md", "--answers", "folder"], code: 2, words: ["文件夹", "a folder"])
    try expect(["play", "good.md", "--answers", "binary.md"], code: 2, words: ["UTF-8", "UTF-8"])
  }

  @Test(
    "the command line is wrong: 64",
    arguments: [
      ["check"], ["check", "good.md", "--format", "xml"], ["check", "good.md", "--locale", "fr"], ["cases", "--locale", "fr"], ["cases", "--limit", "0"],
      ["run", "--minutes", "-1"], ["run", "--minutes", "soon"], ["run", "--speed", "0"], ["run", "--cases", "-3"], ["nonsense"], ["case"],
      ["case", "C-1", "--events", "--why"], ["signal", "C-1"], ["signal", "C-1", "--retry", "--skip"], ["signal", "C-1", "--task", "k1"],
      ["signal", "C-1", "--fact", "a=b", "--event", "c"], ["play"], ["play", "good.md", "--colour"],
    ])
  func usage(arguments: [String]) throws {
    let before = program.place.contents
    for (language, head) in [("zh-CN", "错误："), ("en", "Error: ")] {
      var program = program
      program.language = language
      let ran = try program.run(arguments)
      #expect(ran.code == 64)
      #expect(ran.err.hasPrefix(head), "\(ran.err)")
      #expect(ran.err.contains("--help"))
      #expect(ran.out.isEmpty)
    }
    #expect(program.place.contents == before)
  }
}

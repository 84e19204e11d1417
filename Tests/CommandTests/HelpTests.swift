import Testing

@Suite("Every command explains itself")
struct HelpTests {
  private static let commands = [
    "check", "play", "story", "deadline", "bench", "lsp", "publish", "run", "cases", "case", "signal", "rebuild", "backup", "restore", "verify",
    "serve", "account", "token", "audit", "archive", "person", "key", "import", "propose", "approve", "versions", "undo-publish", "move",
  ]

  @Test(arguments: commands)
  func helpHasAnExampleAndTheExitCodes(command: String) throws {
    var program = Program(place: try Place())
    let chinese = try program(command, "--help")
    #expect(chinese.code == 0)
    #expect(chinese.out.contains("例：gendan \(command)"))
    #expect(chinese.out.contains("退出码：0"))
    #expect(!chinese.out.contains("OPTIONS"))
    program.language = "en"
    let english = try program(command, "--help")
    #expect(english.code == 0)
    #expect(english.out.contains("gendan \(command)") && english.out.contains("Example"))
    #expect(english.out.contains("Exit codes: 0"))
  }

  @Test func theLanguageIsTheFlagsThenTheVariablesThenTheSystems() throws {
    let program = Program(place: try Place())
    func isEnglish(_ arguments: [String], _ environment: [String: String]) throws -> Bool {
      try program.run(arguments, environment: environment).out.contains("List cases")
    }
    #expect(try isEnglish(["cases", "--help", "--locale", "en"], ["GENDAN_LOCALE": "zh-CN"]))
    #expect(try isEnglish(["cases", "--help"], ["GENDAN_LOCALE": "en-GB", "LANG": "zh_CN.UTF-8"]))
    #expect(try isEnglish(["cases", "--help"], ["GENDAN_LOCALE": "", "LANG": "en_US.UTF-8"]))
    #expect(try !isEnglish(["cases", "--help"], ["GENDAN_LOCALE": "", "LANG": "zh_CN.UTF-8"]))
    #expect(try !isEnglish(["cases", "--help"], ["GENDAN_LOCALE": "", "LANG": "C"]))
  }

  @Test func theOverviewNamesEveryCommand() throws {
    let out = try Program(place: try Place())("--help").out
    for command in Self.commands { #expect(out.contains("  \(command) ")) }
    #expect(out.contains("退出码"))
  }
}

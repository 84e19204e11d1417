import ArgumentParser
import Desk
import Foundation
import Playbook

struct CheckCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check", abstract: say("体检：找出流程里的漏洞和错误。", "Check-up: find the holes and mistakes of a procedure."),
      discussion: say(
        """
        例：gendan check sop.md --strict
        退出码：0 没有错误（可有警告）；1 有错误（--strict 时警告也算）；2 文件读不了。
        """,
        """
        Example: gendan check sop.md --strict
        Exit codes: 0 no errors (warnings may be there); 1 errors (warnings too with --strict); 2 a file can't be read.
        """))
  }

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif, github }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "Playbooks (Markdown).")))
  var files: [String]

  @Option(help: ArgumentHelp(say("输出格式：text、json、sarif 或 github。", "Output format: text, json, sarif or github.")))
  var format: Format = .text

  @Flag(help: ArgumentHelp(say("有警告也算不通过。", "Warnings fail, too.")))
  var strict = false

  @Option(help: ArgumentHelp(say("语言：zh-CN 或 en。", "Language: zh-CN or en.")))
  var locale: String?

  func run() async throws {
    try await reporting {
      let checked = try files.map { try ReadPlaybook($0) }
      // A vocabulary that several documents share is checked with each of them, and told of once.
      var seen: Set<Diagnostic> = []
      let diagnostics = checked.flatMap(\.compilation.diagnostics).filter { seen.insert($0).inserted }
      let sources = checked.flatMap(\.compilation.sources)
      switch format {
      case .json: Terminal.write(diagnostics.json())
      case .sarif: Terminal.write(diagnostics.sarif(language: tongue))
      case .github: if !diagnostics.isEmpty { Terminal.write(diagnostics.gitHubAnnotations()) }
      case .text:
        if !diagnostics.isEmpty { Terminal.write(diagnostics.drawing(sources: sources, inColour: Terminal.hasColour) + "\n") }
        for one in checked { Terminal.write(CoverageLine(one).text) }
        Terminal.write(summary(diagnostics))
      }
      let worst = diagnostics.map(\.level).max() ?? .note
      if worst == .error || (strict && worst == .warning) { throw ExitCode.refused }
    }
  }

  private func summary(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.filter { $0.level == .error }.count
    let warnings = diagnostics.filter { $0.level == .warning }.count
    let notes = diagnostics.count - errors - warnings
    if diagnostics.isEmpty { return Terminal.green(say("体检通过，没有发现问题。", "Nothing found.")) }
    return say("共 \(errors) 个错误，\(warnings) 个警告，\(notes) 个提示。", "\(errors) errors, \(warnings) warnings, \(notes) notes.")
  }
}

/// A playbook read from disk for a command, with trouble said in words.
struct ReadPlaybook {
  let path: String
  let files: PlaybookFiles
  var compilation: Compilation { files.compilation }
  var plan: Plan { files.compilation.plan }

  init(_ path: String) throws {
    self.path = path
    do { files = try PlaybookFiles(at: path) } catch {
      throw Trouble(say("读不了 \(path)：\(error.reason)。请检查路径。", "\(path) can't be read: \(error.reason). Check the path."), code: .unreadable)
    }
  }

  /// For commands that run a plan: one with errors might do harm.
  func withoutErrors() throws -> ReadPlaybook {
    guard compilation.hasErrors else { return self }
    let errors = compilation.diagnostics.filter { $0.level == .error }
    Terminal.writeError(errors.drawing(sources: compilation.sources, inColour: Terminal.hasColour) + "\n")
    throw Trouble(say("\(path) 有错误，先改好再运行。", "\(path) has errors; mend them first."))
  }
}

/// How much of a document runs by itself.
struct CoverageLine {
  let text: String

  init(_ read: ReadPlaybook) {
    let steps = read.plan.procedures.filter { $0.file == read.path }.flatMap(\.steps)
    let manual = steps.filter { if case .manual = $0.kind { true } else { false } }.count
    text = say(
      "\(read.path)：\(steps.count) 步，自动 \(steps.count - manual)，人工 \(manual)。", "\(read.path): \(steps.count) steps, \(steps.count - manual) automated, \(manual) manual.")
  }
}

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

  @OptionGroup var language: LocaleOption

  func run() async throws {
    try await reporting {
      var checked: [ReadPlaybook] = []
      var unreadable: [Trouble] = []
      for file in files {
        do { checked.append(try ReadPlaybook(file)) } catch let trouble as Trouble { unreadable.append(trouble) }
      }
      // A vocabulary that several documents share is checked with each of them, and told of once.
      var seen: Set<Diagnostic> = []
      let diagnostics = checked.flatMap(\.compilation.diagnostics).filter { seen.insert($0).inserted }.map(\.spoken)
      show(diagnostics, checked)
      for trouble in unreadable { trouble.tell() }
      let worst = diagnostics.map(\.level).max() ?? .note
      if !unreadable.isEmpty { throw ExitCode.unreadable }
      if worst == .error || (strict && worst == .warning) { throw ExitCode.refused }
    }
  }

  private func show(_ diagnostics: [Diagnostic], _ checked: [ReadPlaybook]) {
    switch format {
    case .json: Terminal.write(diagnostics.json())
    case .sarif: Terminal.write(diagnostics.sarif(language: tongue))
    case .github: if !diagnostics.isEmpty { Terminal.write(diagnostics.gitHubAnnotations()) }
    case .text:
      let sources = checked.flatMap(\.compilation.sources)
      if !diagnostics.isEmpty { Terminal.write(diagnostics.drawing(sources: sources, inColour: Terminal.hasColour) + "\n") }
      for one in checked { for coverage in one.compilation.coverage.prefix(1) { Terminal.write(coverage.line) } }
      if !checked.isEmpty { Terminal.write(summary(diagnostics)) }
    }
  }

  private func summary(_ diagnostics: [Diagnostic]) -> String {
    if diagnostics.isEmpty { return Terminal.green(say("体检通过，没有发现问题。", "Nothing found.")) }
    let errors = diagnostics.filter { $0.level == .error }.count
    let warnings = diagnostics.filter { $0.level == .warning }.count
    let notes = diagnostics.count - errors - warnings
    return say("共 \(errors) 个错误，\(warnings) 个警告，\(notes) 个提示。", "\(counted(errors, "error")), \(counted(warnings, "warning")), \(counted(notes, "note")).")
  }
}

extension Diagnostic {
  /// In the language that the reader asked for; in the document's when nobody asked for one. Story and suggestion stay the document's.
  var spoken: Diagnostic {
    guard let spokenTongue, spokenTongue != language else { return self }
    return Diagnostic(
      check: check, level: level, file: file, place: place, language: spokenTongue, message: message, story: story, suggestion: suggestion)
  }
}

/// `1 error`, `2 errors`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

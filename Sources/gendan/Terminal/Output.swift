import ArgumentParser
import Foundation
import Playbook

/// How a command answers.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// Options that every command has.
struct CommonOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say("输出格式：text 或 json。", "Output format: text or json.")))
  var format: OutputFormat = .text

  @Option(help: ArgumentHelp(say("语言：zh-CN 或 en。", "Language: zh-CN or en.")))
  var locale: String?

  func validate() throws {
    if let locale, Language(tag: locale) == nil {
      throw ValidationError(say("没有“\(locale)”这种语言，可用 zh-CN、en。", "No language “\(locale)”; use zh-CN or en."))
    }
  }
}

/// Exit codes, as `gendan --help` documents them.
extension ExitCode {
  static let refused = ExitCode(1)
  static let unreadable = ExitCode(2)
}

enum Terminal {
  static let hasColour = isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  static func write(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
  static func writeError(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  static func writeJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    write(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  static func bold(_ text: String) -> String { paint(text, "1") }
  static func dim(_ text: String) -> String { paint(text, "2") }
  static func green(_ text: String) -> String { paint(text, "32") }
  static func red(_ text: String) -> String { paint(text, "31") }
  static func cyan(_ text: String) -> String { paint(text, "36") }

  private static func paint(_ text: String, _ code: String) -> String { hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}

/// An error for people: what, where, what to do. It ends the command with its exit code.
struct Trouble: Error {
  let message: String
  let code: ExitCode

  init(_ message: String, code: ExitCode = .refused) {
    self.message = message
    self.code = code
  }
}

/// Runs a command's work, so that trouble is told as a sentence and ends with the documented code.
func reporting(_ work: () async throws -> Void) async throws {
  do { try await work() } catch {
    guard let trouble = Trouble(anyOf: error) else { throw error }
    Terminal.writeError(say("错误：", "error: ") + trouble.message)
    throw trouble.code
  }
}

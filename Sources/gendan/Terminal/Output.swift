import ArgumentParser
import Foundation
import Playbook

/// How a command answers.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The language of the answer.
struct LocaleOption: ParsableArguments {
  @Option(help: ArgumentHelp(say("语言：zh-CN 或 en。", "Language: zh-CN or en.")))
  var locale: String?

  func validate() throws {
    if let locale, Language(tag: locale) == nil {
      throw ValidationError(say("没有“\(locale)”这种语言，可用 zh-CN、en。", "No language “\(locale)”; use zh-CN or en."))
    }
  }
}

/// How to answer: options that every command has.
struct AnswerOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say("输出格式：text 或 json。", "Output format: text or json.")))
  var format: OutputFormat = .text

  @OptionGroup var language: LocaleOption
}

/// Exit codes, as `gendan --help` documents them.
extension ExitCode {
  static let refused = ExitCode(1)
  static let unreadable = ExitCode(2)
}

enum Terminal {
  static let hasColour = isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  static func write(_ text: String) { put(text + "\n", to: STDOUT_FILENO) }
  static func writeError(_ text: String) { put(text + "\n", to: STDERR_FILENO) }
  /// Without a line end, before an answer is typed.
  static func prompt(_ text: String) { put(text, to: STDOUT_FILENO) }
  static func promptError(_ text: String) { put(text, to: STDERR_FILENO) }

  /// A reader who has left (`gendan cases | head`) is no reason to crash: the rest is dropped.
  private static func put(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

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

  func tell() { Terminal.writeError(say("错误：", "error: ") + message) }
}

/// Runs a command's work, so that trouble is told as a sentence and ends with the documented code.
func reporting(_ work: () async throws -> Void) async throws {
  do { try await work() } catch {
    guard let trouble = Trouble(anyOf: error) else { throw error }
    trouble.tell()
    throw trouble.code
  }
}

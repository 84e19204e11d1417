import ArgumentParser
import Playbook

/// What the argument parser says around our own words, in the reader's language. It knows English only.
enum Framing {
  /// A help page or a complaint about the command line, as it is shown.
  static func words(_ message: String) -> String {
    guard tongue == .chinese else { return message }
    return message.split(separator: "\n", omittingEmptySubsequences: false).map { line($0) }.joined(separator: "\n")
  }

  private static func line(_ line: Substring) -> String {
    var text = String(line)
    for (english, chinese) in headings where text.hasPrefix(english) { text = chinese + text.dropFirst(english.count) }
    for (english, chinese) in inside { text = text.replacing(english, with: chinese) }
    return text
  }

  private static let headings = [
    ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："), ("SUBCOMMANDS:", "命令："), ("Error: ", "错误："),
    ("Usage: ", "用法："), ("Help:  ", "说明："),
  ]

  private static let inside = [
    ("Show the version.", "显示版本。"), ("Show help information.", "显示帮助。"), ("Show subcommand help information.", "显示命令的帮助。"), ("(default: ", "(默认 "),
    ("(values: ", "(可选 "),
    ("; default: ", "；默认 "), ("Missing expected argument ", "缺少 "), ("Missing one of: ", "缺少其中之一："), ("Missing value for ", "缺少取值："),
    ("Unknown option ", "没有这个选项："), ("Unexpected argument ", "多出的参数："), (" unexpected arguments: ", " 个多出的参数："), ("The value ", "取值 "),
    (" is invalid for ", " 不适用于 "), (". Please provide one of ", "，可选："), (" or ", " 或 "), (". Did you mean ", "，是不是想写 "),
    ("See '", "详见 '"), ("' for more information.", "'。"), ("' for detailed help.", "'。"), ("<subcommand>", "<命令>"),
  ]
}

extension Gendan {
  /// Parses and runs the command line; ends the process with the documented exit code.
  static func main() async {
    do {
      var command = try await asyncParseAsRoot()
      if var work = command as? any AsyncParsableCommand { try await work.run() } else { try command.run() }
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if !message.isEmpty { code == .success ? Terminal.write(Framing.words(message)) : Terminal.writeError(Framing.words(message)) }
      exit(withError: code)
    }
  }
}

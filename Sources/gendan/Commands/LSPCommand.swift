import ArgumentParser
import Foundation
import LanguageServer

struct LSPCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "lsp", abstract: say("给编辑器用的语言服务（LSP，标准输入输出）。", "Language server for editors (LSP over standard input and output)."),
      discussion: say(
        """
        例：gendan lsp
        由编辑器启动：边写边体检、补全名称、看来源、跳转、改名、排版。设置方法见 docs/editors.md。
        标准输出只有协议消息，日志写到标准错误。
        退出码：0 编辑器正常关闭；1 编辑器没有打招呼就走了。
        """,
        """
        Example: gendan lsp
        An editor starts it: findings while you write, completion of names, hover, go to definition, rename, formatting. docs/editors.md says how to set it up.
        Standard output carries nothing but protocol messages; the log goes to the error output.
        Exit codes: 0 the editor shut it down; 1 the editor left without a word.
        """))
  }

  // Editors add this flag to every server they start.
  @Flag(name: .customLong("stdio"), help: .hidden)
  var usesStandardStreams = false

  @OptionGroup var language: LocaleOption

  func run() async throws {
    // An editor that is gone is told of by the failed write, not by a signal that kills.
    signal(SIGPIPE, SIG_IGN)
    var loop = ServerLoop { Terminal.writeError("gendan lsp: \($0)") }
    let status = loop.run()
    if status != 0 { throw ExitCode(status) }
  }
}

import ArgumentParser

struct ArchiveCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "archive",
      abstract: say("把关了的工单归档成不用本程序也能读的文件。", "Archive closed cases as files that can be read without this program."),
      discussion: say(
        """
        例：gendan archive --into /归档/2025 --before 2026-01-01
            gendan archive --into /归档/到期 --due --dry-run
            gendan archive verify /归档/2025
            gendan archive remove /归档/2025
        归档写完会读回来逐单核对，核对无误才有正式的名字；默认工单仍留在账本里，--remove 才移出。放回账本用 gendan restore。
        退出码：0 完成；1 核对出问题，或有工单没能移出；2 账本、归档或证据读不了、写不了。
        """,
        """
        Examples: gendan archive --into /archives/2025 --before 2026-01-01
                  gendan archive --into /archives/due --due --dry-run
                  gendan archive verify /archives/2025
                  gendan archive remove /archives/2025
        What was written is read back and compared case by case before the archive gets its name. Cases stay in the ledger unless --remove says otherwise; gendan restore
        brings them back.
        Exit codes: 0 done; 1 something isn't right, or cases had to stay; 2 ledger, archive or evidence can't be read or written.
        """),
      subcommands: [ArchiveWriteCommand.self, ArchiveVerifyCommand.self, ArchiveRemoveCommand.self], defaultSubcommand: ArchiveWriteCommand.self)
  }
}

/// Where cases, evidence and the terms of retention are: the server's settings.
struct ArchiveOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say("账本：sqlite:路径。", "The ledger: sqlite:PATH.")))
  var ledger: String?

  @Option(help: ArgumentHelp(say("服务台的配置文件（YAML）。", "The server's configuration file (YAML).")))
  var config: String?

  @Option(name: .customLong("set"), help: ArgumentHelp(say("其他设置：名字=值，可写几个。", "Any other setting: NAME=VALUE; may be given more than once.")))
  var others: [String] = []
}

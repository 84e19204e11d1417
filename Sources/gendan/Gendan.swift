import ArgumentParser

@main
struct Gendan: AsyncParsableCommand {
  static let version = "0.1.0"

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "gendan",
      abstract: say("跟单：写下来的流程就是程序。", "Gendan: the written procedure is the program."),
      discussion: say(
        """
        例：
          gendan check Playbooks/food-delivery/merchant-cannot-reach-customer.md
          gendan play Playbooks/food-delivery/merchant-cannot-reach-customer.md
          gendan run

        退出码：0 成功；1 有错误、被拒绝或未通过；2 文件或账本读不了；64 命令写错。
        语言由 --locale、GENDAN_LOCALE 或系统语言决定（zh-CN、en）。
        """,
        """
        Examples:
          gendan check Playbooks/food-delivery/merchant-cannot-reach-customer.md
          gendan play Playbooks/food-delivery/merchant-cannot-reach-customer.md
          gendan run

        Exit codes: 0 success; 1 errors found, refused or failed; 2 a file or ledger can't be read; 64 wrong usage.
        The language comes from --locale, GENDAN_LOCALE or the system's (zh-CN, en).
        """),
      version: version,
      subcommands: [
        CheckCommand.self, PlayCommand.self, StoryCommand.self, CoverageCommand.self, BenchCommand.self, GraphCommand.self, DiffCommand.self,
        SimulateCommand.self, ReplayCommand.self, DeadlineCommand.self, ImportCommand.self, LSPCommand.self, FormatCommand.self, ScaffoldCommand.self,
        PublishCommand.self,
        ProposeCommand.self, ApproveCommand.self, VersionsCommand.self, UndoPublishCommand.self, MoveCommand.self,
        RunCommand.self, ServeCommand.self, AccountCommand.self, TokenCommand.self, AuditCommand.self,
        PersonCommand.self, KeyCommand.self,
        CasesCommand.self, WatchCommand.self, CaseCommand.self, ContactsCommand.self, SignalCommand.self,
        RebuildCommand.self, BackupCommand.self, RestoreCommand.self, ArchiveCommand.self, VerifyCommand.self, FuzzCommand.self, SoakCommand.self,
      ])
  }
}

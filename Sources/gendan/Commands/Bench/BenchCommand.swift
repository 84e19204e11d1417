import ArgumentParser

/// Measures parts of the program on this machine. Each part is a subcommand; what the numbers mean and how they compare stands in docs/performance.md.
struct BenchCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "bench", abstract: say("测速：在这台机器上量一量。", "Measure speed on this machine."),
      discussion: say(
        """
        例：gendan bench table
        退出码：0 成功；1 量不了；2 文件读不了。请用 release 版本来量。
        """,
        """
        Example: gendan bench table
        Exit codes: 0 success; 1 nothing to measure; 2 a file can't be read. Measure with a release build.
        """),
      subcommands: [
        BenchCheckCommand.self, BenchDecideCommand.self, BenchFlowCommand.self, BenchHTTPCommand.self, BenchIngestCommand.self, BenchPreviewCommand.self,
        BenchPagesCommand.self, BenchReadyCommand.self,
        BenchSimulateCommand.self,
        BenchTableCommand.self, BenchTimersCommand.self, BenchWatchCommand.self,
      ])
  }
}

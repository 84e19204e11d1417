import ArgumentParser
import Foundation
import Playbook

/// Runs the real desk with faults in virtual time. For developers: `make soak`.
struct SoakCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "soak", abstract: say("在虚拟时间里折腾真的服务台：断电、磁盘满、乱跳的钟、不守规矩的对方。", "Run the real desk in virtual time with faults of every kind."),
      discussion: say(
        """
        例：gendan soak --seed 7 --runs 20
        同一个种子总是同样的一次运行，--format json 里的 digest 也相同。
        退出码：0 没有发现；1 有违反，附可重现的命令；2 流程读不了。
        """,
        """
        Example: gendan soak --seed 7 --runs 20
        The same seed gives the same run, down to the digest that --format json shows.
        Exit codes: 0 nothing found; 1 violations, with the command that shows them again; 2 a playbook can't be read.
        """), shouldDisplay: false)
  }

  @Option(help: ArgumentHelp(say("第一个种子。", "The first seed.")))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp(say("跑几次，种子逐个加一。", "How many runs, each with the next seed.")))
  var runs = 1

  @Option(help: ArgumentHelp(say("每次折腾几个虚拟小时，之后是风平浪静的收尾。", "Virtual hours of faults in each run; a fair end follows.")))
  var hours: Int64 = 24

  @Option(help: ArgumentHelp(say("每次用几份流程。", "How many playbooks each run uses.")))
  var playbooks = 3

  @Argument(help: ArgumentHelp(say("从哪些文件夹里挑流程。", "The folders the playbooks are chosen from.")))
  var folders: [String] = ["Playbooks"]

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard runs > 0, hours > 0, hours <= 10_000, playbooks > 0 else {
      throw ValidationError(say("--runs、--hours、--playbooks 应大于 0。", "--runs, --hours and --playbooks are more than 0."))
    }
  }

  func run() async throws {
    try await reporting {
      var shelf = SoakShelf(folders: folders)
      var total = SoakTotal()
      for number in 0..<UInt64(runs) {
        let seed = seed &+ number
        let report = try await SoakReport(seed: seed, hours: hours, playbooks: shelf.choose(playbooks, seed: seed))
        total.add(report)
        if answer.format == .json {
          try Terminal.writeJSON(report)
        } else {
          report.write(again: "gendan soak --seed \(seed) --hours \(hours) --playbooks \(playbooks)")
        }
      }
      if answer.format == .text, runs > 1 { total.write() }
      guard total.violations == 0 else { throw ExitCode.refused }
    }
  }
}

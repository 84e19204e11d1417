import ArgumentParser
import Desk
import Foundation
import Playbook

struct BenchTableCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "table", abstract: say("规则表每秒能查多少次。", "How often a second a decision table can be looked up."),
      discussion: say(
        """
        例：gendan bench table playbook.md --table 责任 --format json
        不给文件时用内置的表：12 行、4 个条件。只用一个线程。
        退出码：0 成功；1 没有这张表；2 文件读不了。
        """,
        """
        Example: gendan bench table playbook.md --table liability --format json
        Without a file the built-in table is taken: 12 rows, 4 inputs. On one thread.
        Exit codes: 0 success; 1 no such table; 2 the file can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("有规则表的文档。", "A document with a decision table.")))
  var file: String?

  @Option(help: ArgumentHelp(say("表的名称；不给时用第一张。", "The table's name; the first when not given.")))
  var table: String?

  @Option(help: ArgumentHelp(say("每轮几秒。", "Seconds for each run.")))
  var seconds = 2.0

  @Option(help: ArgumentHelp(say("量几轮，取中位数。", "How many runs; the median counts.")))
  var runs = 3

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard seconds > 0, seconds <= 600, (1...100).contains(runs) else {
      throw ValidationError(say("--seconds 应大于 0 且不超过 600，--runs 为 1 到 100。", "--seconds is more than 0 and at most 600, --runs 1 to 100."))
    }
  }

  func run() async throws {
    try await reporting {
      let plan = try file.map { try ReadPlaybook($0).plan } ?? LiabilityTable.plan
      guard let found = table.map({ plan.vocabulary.table(named: $0) }) ?? plan.tables.first, found.isSound else {
        throw Trouble(say("没有可用的规则表。", "There is no such table, or it has errors."))
      }
      let measured = TableMeasurement(of: found, plan, seconds: seconds, runs: runs)
      switch options.format {
      case .json: try Terminal.writeJSON(measured)
      case .text:
        Terminal.write(
          say(
            "规则“\(measured.table)”：\(measured.rows) 行、\(measured.inputs) 个条件，每秒 \(measured.evaluationsPerSecond) 次（\(measured.runs.count) 轮的中位数），校验 \(measured.checksum)。",
            "“\(measured.table)”: \(measured.rows) rows, \(measured.inputs) inputs, \(measured.evaluationsPerSecond) evaluations/s (median of \(measured.runs.count) runs), checksum \(measured.checksum)."
          ))
      }
    }
  }
}

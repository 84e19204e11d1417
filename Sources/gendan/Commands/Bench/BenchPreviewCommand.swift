import ArgumentParser
import Desk
import Foundation
import LedgerSQLite
import Playbook

struct BenchPreviewCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "preview", abstract: say("新版本发布前，对所有在办工单的预览要多久。", "How long the preview of a new version over all open cases takes."),
      discussion: say(
        """
        例：gendan bench preview --cases 10000
        先开好工单（不计时），再把等待的期限改短：每张工单的时限都要重算，每张都列出来。临时文件用完删除。退出码：0 成功；2 文件写不了。
        """,
        """
        Example: gendan bench preview --cases 10000
        The cases are opened first, untimed. Then the wait that all of them stand at is made shorter: each case's deadline is computed again and listed. Scratch files are
        deleted. Exit codes: 0 success; 2 a file can't be written.
        """))
  }

  @Option(help: ArgumentHelp(say("多少张在办的工单。", "How many open cases.")))
  var cases = 10_000

  @Option(help: ArgumentHelp(say("量几遍，取中位数。", "How often to measure; the median counts.")))
  var runs = 5

  @Option(help: ArgumentHelp(say("临时文件放在哪里。", "Where scratch files lie.")))
  var folder: String = FileManager.default.temporaryDirectory.path

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (1...10_000_000).contains(cases), (1...100).contains(runs) else {
      throw ValidationError(say("--cases 为 1 到一千万，--runs 为 1 到 100。", "--cases is 1 to 10000000, --runs 1 to 100."))
    }
  }

  private struct Report: Encodable {
    let cases: Int
    /// Cases whose deadline changes.
    let changedDeadlines: Int
    /// Seconds, each run.
    let seconds: [Double]
    let median: Double
  }

  func run() async throws {
    try await reporting {
      try await ScratchFile.use(in: folder) { path in
        try await ReadyLedger.make(cases: cases, path: path)
        let ledger = try SQLiteLedger(path: path)
        let publisher = Publisher(desk: Wiring.receivingDesk(ledger), ledger: ledger)
        let text = ReadyLedger.playbook.replacingOccurrences(of: "30 days", with: "20 days")
        let draft = compile(SourceText(path: "bench-ready.md", text: text), reading: { _ in nil }).plan
        var seconds: [Double] = []
        var changed = 0
        for _ in 0..<runs {
          let start = ContinuousClock.now
          let preview = try await publisher.preview(draft)
          seconds.append(gendan.seconds(ContinuousClock.now - start))
          changed = preview.changedDeadlines.count
        }
        try ledger.close()
        let report = Report(cases: cases, changedDeadlines: changed, seconds: seconds, median: seconds.sorted()[seconds.count / 2])
        switch options.format {
        case .json: try Terminal.writeJSON(report)
        case .text:
          Terminal.write(
            say(
              "\(cases) 张在办工单，\(changed) 张的时限会变：预览 \(timeWords(report.median))",
              "\(cases) open cases, the deadline of \(changed) changes: a preview in \(timeWords(report.median))"))
        }
      }
    }
  }
}

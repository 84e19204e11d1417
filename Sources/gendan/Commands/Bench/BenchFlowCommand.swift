import ArgumentParser
import Foundation
import LedgerSQLite

struct BenchFlowCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "flow", abstract: say("每秒能走完多少张工单，步步落盘。", "How many cases a second run from their opening to their end, every step durable."),
      discussion: say(
        """
        例：gendan bench flow --cases 20000
        每张工单 8 步，中间等一个信号，带约 200 字节；每一步落盘（fsync）以后才走下一步。旁边的下限是直接用 SQLite 把同样的行按同样的分组再写一遍。
        单独一张的时间，与 8 次只写一行的落盘提交比。临时文件放在 --folder 里，用完删除。退出码：0 成功；2 文件写不了。
        """,
        """
        Example: gendan bench flow --cases 20000
        Each case has 8 steps, waits for a signal in the middle and carries about 200 bytes; a step begins when the one before is on disk (fsync). Beside it stands the
        floor: the same rows in the same groups, written by a plain loop over SQLite; and for a case alone 8 synced commits of one row. Scratch files lie in --folder and
        are deleted. Exit codes: 0 success; 2 a file can't be written.
        """))
  }

  @Option(help: ArgumentHelp(say("多少张工单。", "How many cases.")))
  var cases = 20_000

  @Option(help: ArgumentHelp(say("同时在办多少张。", "How many are under way at once.")))
  var inFlight = 3_000

  @Option(help: ArgumentHelp(say("量几遍，取中位数。", "How often to measure; the median counts.")))
  var runs = 3

  @Option(help: ArgumentHelp(say("临时文件放在哪里。", "Where scratch files lie.")))
  var folder: String = FileManager.default.temporaryDirectory.path

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (10...10_000_000).contains(cases), (1...5_000).contains(inFlight), (1...100).contains(runs) else {
      throw ValidationError(
        say("--cases 为 10 到一千万，--in-flight 为 1 到 5000，--runs 为 1 到 100。", "--cases is 10 to 10000000, --in-flight 1 to 5000, --runs 1 to 100."))
    }
  }

  private struct Report: Encodable {
    let cases: Int
    let inFlight: Int
    /// Runs, fastest last.
    let casesPerSecond: [Double]
    let signalsPerCommit: Double
    /// Seconds of processor time for one case, the median.
    let processorTime: Double
    let rowsPerCase: Double
    let rowsPerSecond: Double
    let floorRowsPerSecond: Double
    /// The desk's row rate as a part of the floor's; the median of pairs of the same minute.
    let ratio: Double
    /// Seconds from opening to end, one case at a time.
    let aloneMedian: Double
    let alone99th: Double
    /// Seconds for eight commits of one row.
    let eightCommits: Double
    /// Seconds for appending 4 KiB and waiting for the disk, before and after.
    let sync: [Double]
  }

  func run() async throws {
    try await reporting {
      let before = try SyncProbe.median(in: folder)
      var rates: [Double] = []
      var ratios: [Double] = []
      var floors: [Double] = []
      var processor: [Double] = []
      var group = 1.0
      var rowsPerCase = 0.0
      for _ in 0..<runs {
        try await ScratchFile.use(in: folder) { path in
          let run = try await FlowRun.measure(cases: cases, inFlight: inFlight, path: path)
          let floor = try await FlowFloor(of: path)
          let plain = try await ScratchFile.use(in: folder) { other in
            try SQLiteLedger(path: other).close()
            return try floor.run(group: max(1, Int(run.signalsPerCommit.rounded())), path: other)
          }
          group = run.signalsPerCommit
          processor.append(run.processorTime)
          rowsPerCase = Double(floor.rows) / Double(cases + FlowRun.warmingCases)
          rates.append(run.casesPerSecond)
          floors.append(Double(floor.rows) / plain)
          ratios.append(run.casesPerSecond * rowsPerCase / (Double(floor.rows) / plain))
          tell(
            say(
              "\(cases) 张，同时 \(inFlight) 张：每秒 \(Int(run.casesPerSecond)) 张，一次提交 \(Int(run.signalsPerCommit)) 个信号；下限的 \(hundredths(ratios.last ?? 0))",
              "\(cases) cases, \(inFlight) at once: \(Int(run.casesPerSecond)) cases/s, \(Int(run.signalsPerCommit)) signals in a commit; \(hundredths(ratios.last ?? 0)) of the floor"
            ))
        }
      }
      let alone = try await ScratchFile.use(in: folder) { try await FlowRun.measure(cases: 200, inFlight: 1, path: $0) }
      let commits = try await ScratchFile.use(in: folder) { try SingleCommits.median(of: FlowPlaybook.steps, times: 100, path: $0) }
      let report = Report(
        cases: cases, inFlight: inFlight, casesPerSecond: rates.sorted(), signalsPerCommit: group, processorTime: median(processor), rowsPerCase: rowsPerCase,
        rowsPerSecond: median(rates) * rowsPerCase, floorRowsPerSecond: median(floors), ratio: median(ratios),
        aloneMedian: alone.latencies[alone.latencies.count / 2], alone99th: alone.latencies[alone.latencies.count * 99 / 100], eightCommits: commits,
        sync: [before, try SyncProbe.median(in: folder)])
      switch options.format {
      case .json: try Terminal.writeJSON(report)
      case .text: show(report)
      }
    }
  }

  private func show(_ report: Report) {
    Terminal.write(
      say(
        "每张 \(hundredths(report.rowsPerCase)) 行，处理器 \(timeWords(report.processorTime))；每秒 \(Int(report.rowsPerSecond)) 行，下限 \(Int(report.floorRowsPerSecond)) 行。",
        "\(hundredths(report.rowsPerCase)) rows and \(timeWords(report.processorTime)) of processor time a case; \(Int(report.rowsPerSecond)) rows/s, the floor \(Int(report.floorRowsPerSecond)) rows/s."
      ))
    Terminal.write(
      say(
        "单独一张：\(timeWords(report.aloneMedian))（99%：\(timeWords(report.alone99th))）；8 次一行的提交：\(timeWords(report.eightCommits))，是它的 \(hundredths(report.aloneMedian / report.eightCommits)) 倍。",
        "A case alone: \(timeWords(report.aloneMedian)) (99 %: \(timeWords(report.alone99th))); 8 commits of one row: \(timeWords(report.eightCommits)), \(hundredths(report.aloneMedian / report.eightCommits)) times that."
      ))
    Terminal.write(
      say(
        "落盘 4 KiB：之前 \(timeWords(report.sync[0]))，之后 \(timeWords(report.sync[1]))。",
        "Syncing 4 KiB: \(timeWords(report.sync[0])) before, \(timeWords(report.sync[1])) after."))
  }

  private func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
  private func tell(_ line: String) { if options.format == .text { Terminal.write(line) } }
  private func hundredths(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }
}

import ArgumentParser
import Foundation

struct BenchReadyCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "ready", abstract: say("百万张在办工单，开工要多久、占多少内存。", "A million open cases: how long until the desk is ready, and how much memory."),
      discussion: say(
        """
        例：gendan bench ready --cases 1000000
        先造一个账本（不计时），再反复启动一个新进程：从启动到第一个信号落盘并得到回执算“就绪”，然后让服务台跑一会儿，看占多少内存。
        第一次把文件赶出系统缓存再启动。临时文件用完删除，要几个 GB 的空间。退出码：0 成功；1 量不了；2 文件写不了。
        """,
        """
        Example: gendan bench ready --cases 1000000
        A ledger is made first, untimed; then a new process is started again and again. Ready is when its first signal is on disk and has its receipt, counted from the start
        of the process. Then the desk runs for a while, to see how much memory it holds. The first start finds the file outside the system's cache.
        Scratch files are deleted; a few GB. Exit codes: 0 success; 1 nothing to measure; 2 a file can't be written.
        """))
  }

  @Option(help: ArgumentHelp(say("多少张在办的工单。", "How many open cases.")))
  var cases = 1_000_000

  @Option(help: ArgumentHelp(say("启动几次。", "How often to start.")))
  var runs = 5

  @Option(help: ArgumentHelp(say("就绪以后让服务台跑几秒。", "Seconds that the desk runs after it is ready.")))
  var settle = 5.0

  @Option(help: ArgumentHelp(say("临时文件放在哪里。", "Where scratch files lie.")))
  var folder: String = FileManager.default.temporaryDirectory.path

  /// What the new process does: it is ready, tells, runs, and tells again.
  @Option(help: .hidden)
  var probe: String?

  @Option(help: .hidden)
  var signal = "bench-ready"

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (1...10_000_000).contains(cases), (1...100).contains(runs), (0...600).contains(settle) else {
      throw ValidationError(
        say("--cases 为 1 到一千万，--runs 为 1 到 100，--settle 为 0 到 600。", "--cases is 1 to 10000000, --runs 1 to 100, --settle 0 to 600."))
    }
  }

  private struct Report: Encodable {
    let cases: Int
    let fileMebibytes: Double
    /// Seconds from the start of the process, the first with a cold cache.
    let ready: [Double]
    let warmMedian: Double
    /// Of the process that held most, when it was ready and after it had run.
    let residentWhenReady: Double
    let residentRunning: Double
  }

  func run() async throws {
    if let probe { return try await ReadyProbe.run(path: probe, signal: signal, settle: settle) }
    try await reporting {
      try await ScratchFile.use(in: folder) { path in
        try await ReadyLedger.make(cases: cases, path: path)
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        var starts: [ReadyStart] = []
        for run in 0..<runs {
          if run == 0 { ReadyLedger.chill(path) }
          starts.append(try ReadyStart.measure(path: path, signal: "bench-ready-\(run)", settle: settle))
        }
        let ready = starts.map(\.ready)
        let warm = (ready.count > 1 ? Array(ready.dropFirst()) : ready).sorted()
        let report = Report(
          cases: cases, fileMebibytes: Double(size) / 1_048_576, ready: ready, warmMedian: warm[warm.count / 2],
          residentWhenReady: starts.map(\.residentWhenReady).max() ?? 0, residentRunning: starts.map(\.residentRunning).max() ?? 0)
        switch options.format {
        case .json: try Terminal.writeJSON(report)
        case .text: tell(report)
        }
      }
    }
  }

  private func tell(_ report: Report) {
    func mebibytes(_ number: Double) -> String { "\((number * 10).rounded() / 10) MiB" }
    let starts = report.ready.map(timeWords).joined(separator: say("、", ", "))
    Terminal.write(
      say("\(report.cases) 张在办工单，文件 \(mebibytes(report.fileMebibytes))", "\(report.cases) open cases, a file of \(mebibytes(report.fileMebibytes))"))
    Terminal.write(
      say(
        "从启动到就绪：\(starts)（第一次缓存是冷的）；热的中位数 \(timeWords(report.warmMedian))",
        "start to ready: \(starts) (the first with a cold cache); warm median \(timeWords(report.warmMedian))"))
    Terminal.write(
      say(
        "常驻内存：就绪时 \(mebibytes(report.residentWhenReady))，跑了 \(settle) 秒以后 \(mebibytes(report.residentRunning))",
        "resident memory: \(mebibytes(report.residentWhenReady)) when ready, \(mebibytes(report.residentRunning)) after running for \(settle) s"))
  }
}

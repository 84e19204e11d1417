import ArgumentParser
import Desk
import Foundation
import Playbook

struct BenchTimersCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "timers", abstract: say("很多工单在等时，到点的响得有多及时。", "How punctually timers ring while many cases wait."),
      discussion: say(
        """
        例：gendan bench timers --pending 1000000
        先开 --pending 张等着的工单（30 天以后到点），再让 --at-once 张同一刻到点，再让 --spread 张在 10 秒里依次到点。迟了多久，算到结果落盘为止。
        等着的工单不占内存：重新打开账本以后量一次。临时文件放在 --folder 里，用完删除，一百万张要几个 GB。退出码：0 成功；2 文件写不了。
        """,
        """
        Example: gendan bench timers --pending 1000000
        Opens --pending cases that wait (for 30 days), then lets --at-once of them be due at one moment, then --spread over 10 seconds. The lag ends when what followed is on disk.
        Waiting cases hold no memory: it is measured after the ledger was opened anew. Scratch files lie in --folder and are deleted; a few GB for a million. Exit codes: 0 success; 2 a file can't be written.
        """))
  }

  @Option(help: ArgumentHelp(say("等着的工单。", "Cases that wait.")))
  var pending = 1_000_000

  @Option(help: ArgumentHelp(say("同一刻到点的。", "Due at one moment.")))
  var atOnce = 10_000

  @Option(help: ArgumentHelp(say("10 秒里依次到点的。", "Due over 10 seconds.")))
  var spread = 20_000

  @Option(help: ArgumentHelp(say("临时文件放在哪里。", "Where scratch files lie.")))
  var folder: String = FileManager.default.temporaryDirectory.path

  @OptionGroup var options: AnswerOptions

  private static let window: Int64 = 10

  func validate() throws {
    guard (0...100_000_000).contains(pending), (1...1_000_000).contains(atOnce), (1...1_000_000).contains(spread) else {
      throw ValidationError(say("--pending 不超过一亿，--at-once 和 --spread 为 1 到一百万。", "--pending is at most 100000000, --at-once and --spread 1 to 1000000."))
    }
  }

  private struct Lags: Encodable {
    let due: Int
    let rung: Int
    let median: Double
    let p99: Double
    let longest: Double
    /// Processor time for each of them, in seconds.
    let processor: Double

    init(due: Int, _ lags: [Double], processor: Double) {
      self.due = due
      rung = lags.count
      median = lags.isEmpty ? 0 : lags[lags.count / 2]
      p99 = lags.isEmpty ? 0 : lags[lags.count * 99 / 100]
      longest = lags.last ?? 0
      self.processor = processor / Double(max(lags.count, 1))
    }
  }

  private struct Report: Encodable {
    let pending: Int
    let openedPerSecond: Double
    let atOnce: Lags
    let spread: Lags
    /// Of the process with all cases waiting, its ledger opened anew.
    let residentMebibytes: Double?
    /// Processor time of a desk with nothing due, for a second.
    let idleProcessor: Double
    let sync: [Double]
  }

  func run() async throws {
    try await reporting {
      try await ScratchFile.use(in: folder) { path in
        let before = try SyncProbe.median(in: folder)
        let filling = try await TimerRun(path: path)
        let far = Instant(milliseconds: filling.desk.clock.now().milliseconds + 30 * 86_400_000)
        let rate = try await filling.open(max(pending, 1), named: "far") { Instant(milliseconds: far.milliseconds + Int64($0)) }
        await filling.desk.close()
        try filling.close()
        // What was written to get here is on the disk before anything is measured: the system would write it out meanwhile.
        sync()
        let (idle, resident) = try await rest(path)
        let instant = await moment(in: 3 + Double(atOnce) / (rate / 2))
        let once = try await measure(path, atOnce, named: "once", from: instant) { _ in instant }
        let begin = await moment(in: 3 + Double(spread) / (rate / 2))
        let (count, window) = (Int64(spread), Self.window)
        let over = try await measure(path, spread, named: "spread", from: begin) {
          Instant(milliseconds: begin.milliseconds + window * 1_000 * Int64($0) / count)
        }
        let report = Report(
          pending: pending, openedPerSecond: rate, atOnce: once, spread: over, residentMebibytes: resident, idleProcessor: idle,
          sync: [before, try SyncProbe.median(in: folder)])
        switch options.format {
        case .json: try Terminal.writeJSON(report)
        case .text: show(report)
        }
      }
    }
  }

  private func moment(in seconds: Double) async -> Instant { Instant(milliseconds: Int64((Date().timeIntervalSince1970 + seconds) * 1_000)) }

  /// A desk with nothing to do, for a few seconds. - Returns: processor seconds for a second, and what it holds in memory.
  private func rest(_ path: String) async throws -> (Double, Double?) {
    let run = try await TimerRun(path: path)
    let before = processorSeconds()
    _ = try await run.lags(1, within: .seconds(5))
    let idle = (processorSeconds() - before) / 5
    let resident = residentMebibytes()
    try run.close()
    return (idle, resident)
  }

  private func measure(_ path: String, _ count: Int, named name: String, from moment: Instant, due: @escaping @Sendable (Int) -> Instant) async throws -> Lags {
    let run = try await TimerRun(path: path)
    _ = try await run.open(count, named: name, due: due)
    if Date().timeIntervalSince1970 * 1_000 > Double(moment.milliseconds) {
      Terminal.writeError(say("开单太慢：到点时还没开完，迟了的也算在内。", "Opening took too long: some were due before all were open, and count as late."))
    }
    let before = processorSeconds()
    let lags = try await run.lags(count, within: .seconds(120))
    defer { try? run.close() }
    return Lags(due: count, lags, processor: processorSeconds() - before)
  }

  private func show(_ report: Report) {
    Terminal.write(
      say(
        "\(report.pending) 张在等（开单每秒 \(Int(report.openedPerSecond)) 张）；内存 \(report.residentMebibytes.map { decimal($0) } ?? "?") MiB；没有到点的时候，一秒用 CPU \(timeWords(report.idleProcessor))。",
        "\(report.pending) cases wait (\(Int(report.openedPerSecond)) opened a second); \(report.residentMebibytes.map { decimal($0) } ?? "?") MiB resident; with nothing due a second takes \(timeWords(report.idleProcessor)) of processor time."
      ))
    for (name, lags) in [(say("同一刻", "at once"), report.atOnce), (say("10 秒里", "over 10 s"), report.spread)] {
      Terminal.write(
        say(
          "\(lags.due) 张\(name)到点：响了 \(lags.rung)，迟 \(timeWords(lags.median))（中位），\(timeWords(lags.p99))（99%），最长 \(timeWords(lags.longest))；每张用 CPU \(timeWords(lags.processor))。",
          "\(lags.due) due \(name): \(lags.rung) rang, lag \(timeWords(lags.median)) (median), \(timeWords(lags.p99)) (99 %), \(timeWords(lags.longest)) (longest); \(timeWords(lags.processor)) of processor time each."
        ))
    }
    Terminal.write(
      say(
        "落盘 4 KiB：之前 \(timeWords(report.sync[0]))，之后 \(timeWords(report.sync[1]))。",
        "Syncing 4 KiB: \(timeWords(report.sync[0])) before, \(timeWords(report.sync[1])) after."))
  }
}

import ArgumentParser
import Foundation

struct BenchWatchCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "watch", abstract: say("跨工单规则命中以后，多久并入父工单。", "How soon a hit of a rule over cases has its parent case."),
      discussion: say(
        """
        例：gendan bench watch --cases 10000 --hits 200
        先开 --cases 张投诉，再让 --hits 家店各有三位顾客反映不适（命中，开父工单），第四位并入；旁边不停地另开投诉。
        从命中的那条信号的回执算起，到工单挂上父工单并落盘为止。临时文件放在 --folder 里，用完删除。退出码：0 成功；2 文件写不了。
        """,
        """
        Example: gendan bench watch --cases 10000 --hits 200
        Opens --cases complaints, then lets three guests of each of --hits shops be ill (a hit: the parent case is opened), and a fourth join; other complaints are filed beside them all the time.
        From the receipt of the signal that makes the hit until the case has its parent on disk. Scratch files lie in --folder and are deleted. Exit codes: 0 success; 2 a file can't be written.
        """))
  }

  @Option(help: ArgumentHelp(say("先开多少张投诉。", "Complaints that stand before.")))
  var cases = 10_000

  @Option(help: ArgumentHelp(say("多少家店命中。", "Shops with a hit.")))
  var hits = 200

  @Option(help: ArgumentHelp(say("临时文件放在哪里。", "Where scratch files lie.")))
  var folder: String = FileManager.default.temporaryDirectory.path

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (0...10_000_000).contains(cases), (1...100_000).contains(hits) else {
      throw ValidationError(say("--cases 不超过一千万，--hits 为 1 到十万。", "--cases is at most 10000000, --hits 1 to 100000."))
    }
  }

  private struct Report: Encodable {
    let cases: Int
    let hits: Int
    let filedBesides: Int
    let opened: Delays
    let joined: Delays
  }

  private struct Delays: Encodable {
    let median: Double
    let p99: Double
    let longest: Double

    init(_ sorted: [Double]) {
      median = sorted[sorted.count / 2]
      p99 = sorted[sorted.count * 99 / 100]
      longest = sorted[sorted.count - 1]
    }
  }

  func run() async throws {
    try await reporting {
      try await ScratchFile.use(in: folder) { path in
        let run = try await WatchRun.measure(cases: cases, hits: hits, path: path)
        let report = Report(cases: cases, hits: hits, filedBesides: run.besides, opened: Delays(run.opened), joined: Delays(run.joined))
        switch options.format {
        case .json: try Terminal.writeJSON(report)
        case .text: show(report)
        }
      }
    }
  }

  private func show(_ report: Report) {
    Terminal.write(
      say(
        "\(report.cases) 张投诉在前，\(report.hits) 家店命中，同时另开了 \(report.filedBesides) 张。",
        "\(report.cases) complaints before, \(report.hits) shops with a hit, \(report.filedBesides) filed beside them."))
    for (name, delays) in [(say("开父工单", "parent opened"), report.opened), (say("并入", "joined"), report.joined)] {
      Terminal.write(
        say(
          "\(name)：\(timeWords(delays.median))（中位），\(timeWords(delays.p99))（99%），最长 \(timeWords(delays.longest))。",
          "\(name): \(timeWords(delays.median)) (median), \(timeWords(delays.p99)) (99 %), \(timeWords(delays.longest)) (longest)."))
    }
  }
}

import ArgumentParser
import Foundation
import Insight
import Playbook

struct BenchSimulateCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "simulate", abstract: say("每秒能模拟多少张工单，占多少内存。", "How many cases a second can be simulated, in how much memory."),
      discussion: say(
        """
        例：gendan bench simulate Playbooks/food-delivery/merchant-cannot-reach-customer.md --cases 1000000
        内存是进程到那时为止的最高值：先量十分之一，再量全部，看它长不长。退出码：0 成功；1 文档有错误；2 文件读不了。
        """,
        """
        Example: gendan bench simulate Playbooks/food-delivery/merchant-cannot-reach-customer.md --cases 1000000
        Memory is the most that the process has held until then: first a tenth is run, then everything, to see whether it grows. Exit codes: 0 success; 1 the document has errors; 2 a file can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "A playbook (Markdown).")))
  var file = "Benchmarks/outlines/unreachable-customer.md"

  @Option(parsing: .unconditional, help: ArgumentHelp(say("模拟多少张工单。", "How many cases to simulate.")))
  var cases = 1_000_000

  @Option(parsing: .unconditional, help: ArgumentHelp(say("线程数；0 为有几个核用几个。", "Number of threads; 0 for one on each core.")))
  var threads = 0

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (10...1_000_000_000).contains(cases), (0...1024).contains(threads) else {
      throw ValidationError(say("--cases 为 10 到 1000000000，--threads 为 0 到 1024。", "--cases is 10 to 1000000000, --threads 0 to 1024."))
    }
  }

  private struct Row: Encodable {
    let document: String
    let cases: Int
    let threads: Int
    let seconds: Double
    let casesPerSecond: Double
    let signals: Int
    let events: Int
    let peakMebibytes: Double
  }

  func run() async throws {
    try await reporting {
      let plan = try ReadPlaybook(file).withoutErrors().plan
      let simulation = Simulation(plan: plan, world: World(for: plan), seed: 7)
      let threads = threads == 0 ? ProcessInfo.processInfo.activeProcessorCount : threads
      var rows: [Row] = []
      for count in [cases / 10, cases] {
        let bar = ProgressBar(total: count, noun: say("张工单", "cases"))
        let start = ContinuousClock.now
        let figures = await simulation.run(cases: count, threads: threads) { bar.show($0) }
        let elapsed = seconds(ContinuousClock.now - start)
        bar.clear()
        rows.append(
          Row(
            document: file, cases: count, threads: threads, seconds: elapsed, casesPerSecond: Double(count) / elapsed, signals: figures.engine.signals,
            events: figures.engine.events, peakMebibytes: peakMebibytes()))
      }
      switch options.format {
      case .json: try Terminal.writeJSON(rows)
      case .text: for line in aligned(rows.map(words)) { Terminal.write(line) }
      }
    }
  }

  private func words(_ row: Row) -> [String] {
    [
      say("\(row.cases) 张工单", "\(row.cases) cases"), say("\(row.threads) 个线程", "\(row.threads) threads"), timeWords(row.seconds),
      say("每秒 \(Int(row.casesPerSecond)) 张", "\(Int(row.casesPerSecond)) cases/s"), say("\(row.signals) 个信号", "\(row.signals) signals"),
      say("\(row.events) 个事件", "\(row.events) events"), say("内存最高 \(decimal(row.peakMebibytes)) MiB", "peak \(decimal(row.peakMebibytes)) MiB"),
    ]
  }
}

import ArgumentParser
import Casework
import Foundation
import Insight
import Playbook

struct BenchDecideCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "decide", abstract: say("判一个信号要多久。", "How long it takes to decide a signal."),
      discussion: say(
        """
        例：gendan bench decide Playbooks/food-delivery/merchant-cannot-reach-customer.md
        先模拟一批工单，记下每个信号，再只把信号交给引擎，一个线程。对照是同样多次字典读写。退出码：0 成功；1 文档有错误；2 文件读不了。
        """,
        """
        Example: gendan bench decide Playbooks/food-delivery/merchant-cannot-reach-customer.md
        Cases are simulated first and every signal is kept; then only the engine gets the signals, on one thread. Dictionary look-ups are measured beside it.
        Exit codes: 0 success; 1 the document has errors; 2 a file can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "A playbook (Markdown).")))
  var file = "Benchmarks/outlines/unreachable-customer.md"

  @Option(help: ArgumentHelp(say("用多少张工单的信号。", "The signals of how many cases to take.")))
  var cases = 3_000

  @Option(help: ArgumentHelp(say("量几遍，取中位数。", "How often to measure; the median counts.")))
  var runs = 15

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (1...1000).contains(runs), (1...100_000).contains(cases) else {
      throw ValidationError(say("--runs 为 1 到 1000，--cases 为 1 到 100000。", "--runs is 1 to 1000, --cases 1 to 100000."))
    }
  }

  private struct Answer: Encodable {
    let document: String
    let signals: Int
    let eventsPerSignal: Double
    /// Seconds for a signal: decided and folded in one go.
    let advance: Double
    /// Decided from a case that the caller keeps as it was, without the signals that open one.
    let decide: Double
    /// Decided, then folded by the caller.
    let decideAndFold: Double
    /// Seconds for reading and writing a dictionary of strings once: what the machine can do.
    let dictionary: Double
  }

  func run() async throws {
    try await reporting {
      let plan = try ReadPlaybook(file).withoutErrors().plan
      let recording = Simulation(plan: plan, world: World(for: plan), seed: 7).record(cases: cases)
      var events = 0
      let advanced = Timings(runs: runs) { events = recording.advance(plan) }
      let folded = Timings(runs: runs) { recording.decideAndFold(plan) }
      let warm = recording.warm(plan)
      let decided = Timings(runs: runs) { for one in warm { _ = try? decide(one.signal, case: one.state, plan: plan, now: one.now) } }
      let signals = Double(recording.signalCount)
      let answer = Answer(
        document: file, signals: recording.signalCount, eventsPerSignal: Double(events) / signals, advance: advanced.median / signals,
        decide: decided.median / Double(max(warm.count, 1)), decideAndFold: folded.median / signals, dictionary: Self.dictionaryTime(runs))
      switch options.format {
      case .json: try Terminal.writeJSON(answer)
      case .text:
        Terminal.write(
          say(
            "\(file)：\(answer.signals) 个信号，每个 \(decimal(answer.eventsPerSignal)) 个事件。判并折入 \(timeWords(answer.advance))；只判 \(timeWords(answer.decide))；先判后折 \(timeWords(answer.decideAndFold))。字典读写一次 \(timeWords(answer.dictionary))。",
            "\(file): \(answer.signals) signals of \(decimal(answer.eventsPerSignal)) events. Decided and folded in one go \(timeWords(answer.advance)); only decided \(timeWords(answer.decide)); decided, then folded \(timeWords(answer.decideAndFold)). A dictionary read and written once \(timeWords(answer.dictionary))."
          ))
      }
    }
  }

  /// The plain baseline: counters in a dictionary with as many short names as a playbook has steps.
  private static func dictionaryTime(_ runs: Int) -> Double {
    let names = (0..<256).map { "s\($0 * 7_919)abcdef" }
    var counts: [String: Int] = [:]
    let rounds = 200
    let timings = Timings(runs: runs) {
      for _ in 0..<rounds { for name in names { counts[name, default: 0] += 1 } }
    }
    return counts.count == names.count ? timings.median / Double(rounds * names.count) : 0
  }
}

extension Recording {
  fileprivate func advance(_ plan: Plan) -> Int {
    var events = 0
    for entries in cases {
      var state: Case?
      for entry in entries { events += ((try? Casework.advance(&state, by: entry.signal, plan: plan, now: entry.at)) ?? []).count }
    }
    return events
  }

  /// Signals to cases that are under way, each with the case as it stood; of a part of the cases, because every one is kept.
  fileprivate func warm(_ plan: Plan) -> [(signal: Signal, state: Case, now: Instant)] {
    var warm: [(signal: Signal, state: Case, now: Instant)] = []
    for entries in cases.prefix(500) {
      var state: Case?
      for entry in entries {
        if let state { warm.append((entry.signal, state, entry.at)) }
        _ = try? Casework.advance(&state, by: entry.signal, plan: plan, now: entry.at)
      }
    }
    return warm
  }

  fileprivate func decideAndFold(_ plan: Plan) {
    for entries in cases {
      var state: Case?
      for entry in entries {
        guard let events = try? decide(entry.signal, case: state, plan: plan, now: entry.at) else { continue }
        state = Case(id: entry.signal.caseID, state, adding: events)
      }
    }
  }
}

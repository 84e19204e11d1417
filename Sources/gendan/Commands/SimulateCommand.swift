import ArgumentParser
import Foundation
import Insight
import Playbook

struct SimulateCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "simulate", abstract: say("模拟：让许多虚构的工单走一遍，数出结果、时长和人手。", "Simulate: run many made-up cases, and count outcomes, durations and staff."),
      discussion: say(
        """
        例：gendan simulate sop.md --cases 10000
            gendan simulate sop.md --cases 1000000 --world world.yaml --service-level 0.8 --answer-within 30
        没有 --world 时，声明过的取值和结果一样多，少数失败；写法和默认值见 docs/simulation.md。同一个 --seed 的结果一字不差，与线程数无关。
        退出码：0 做完；1 流程或世界文件有错误；2 文件读不了。
        """,
        """
        Examples: gendan simulate sop.md --cases 10000
                  gendan simulate sop.md --cases 1000000 --world world.yaml --service-level 0.8 --answer-within 30
        Without --world declared values and outcomes are equally likely and a few things fail; docs/simulation.md has the form and the defaults.
        The same --seed gives the same figures to the byte, whatever the number of threads.
        Exit codes: 0 done; 1 the playbook or the world file has errors; 2 a file can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "A playbook (Markdown).")))
  var file: String

  @Option(parsing: .unconditional, help: ArgumentHelp(say("模拟多少张工单。", "How many cases to simulate.")))
  var cases = 10_000

  @Option(help: ArgumentHelp(say("随机数的种子。", "The seed of the random numbers.")))
  var seed: UInt64 = 7

  @Option(help: ArgumentHelp(say("世界文件（YAML）：来单量、取值比例、各方表现。", "A world file (YAML): arrivals, how likely values are, how people behave.")))
  var world: String?

  @Option(parsing: .unconditional, help: ArgumentHelp(say("线程数；0 为有几个核用几个。", "Number of threads; 0 for one on each core.")))
  var threads = 0

  @Option(parsing: .unconditional, help: ArgumentHelp(say("多大比例要按时接起。", "The share of work to be begun with in time.")))
  var serviceLevel = 0.8

  @Option(parsing: .unconditional, help: ArgumentHelp(say("多少秒内接起。", "Within how many seconds to begin.")))
  var answerWithin = 30.0

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard (1...1_000_000_000).contains(cases) else {
      throw ValidationError(say("--cases 应在 1 到 1000000000 之间。", "--cases is between 1 and 1000000000."))
    }
    guard (0...1024).contains(threads) else { throw ValidationError(say("--threads 应在 0 到 1024 之间。", "--threads is between 0 and 1024.")) }
    guard serviceLevel > 0, serviceLevel < 1 else { throw ValidationError(say("--service-level 应在 0 和 1 之间。", "--service-level is between 0 and 1.")) }
    guard answerWithin >= 0, answerWithin < 1e6 else { throw ValidationError(say("--answer-within 不能是负数。", "--answer-within is 0 or more.")) }
  }

  func run() async throws {
    try await reporting {
      let plan = try ReadPlaybook(file).withoutErrors().plan
      let simulation = Simulation(plan: plan, world: try readWorld(plan), seed: seed)
      let bar = ProgressBar(total: cases, noun: say("张工单", "cases"))
      let threads = threads == 0 ? ProcessInfo.processInfo.activeProcessorCount : threads
      let figures = await simulation.run(cases: cases, threads: threads) { bar.show($0) }
      bar.clear()
      let goal = StaffingGoal(serviceLevel: serviceLevel, answerWithin: answerWithin)
      switch answer.format {
      case .json: try Terminal.writeJSON(SimulationAnswer(figures: figures, staffing: figures.staff.map { Staffing($0, goal) }))
      case .text: Terminal.write(SimulationPage(figures: figures, goal: goal).text)
      }
    }
  }

  private func readWorld(_ plan: Plan) throws -> World {
    guard let path = world else { return World(for: plan) }
    if let reason = ReadPlaybook.unreadable(path) { throw Trouble(say("读不了 \(path)：\(reason)。", "\(path) can't be read: \(reason)."), code: .unreadable) }
    guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
      throw Trouble(say("\(path) 不是 UTF-8 文本。", "\(path) is not UTF-8 text."), code: .unreadable)
    }
    do throws(WorldFault) { return try World(reading: text, for: plan) } catch {
      throw Trouble("\(path):\(error.line)：\(error.message.text(in: tongue))")
    }
  }
}

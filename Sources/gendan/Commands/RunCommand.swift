import ArgumentParser
import Casework
import Desk
import Foundation
import Ledger
import Playbook
import Sandbox

struct RunCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run", abstract: say("开工：服务台和模拟平台一起跑，实时看经过。", "Run the desk with the simulated platform, and watch."),
      discussion: say(
        """
        例：gendan run --minutes 2 --speed 600
        订单、用户、商家、骑手和客服都是模拟的（同一个 --seed 总是同样的表现），服务台、账本和流程是真的。
        Ctrl-C 随时停下；再次运行从停下的地方接着走。账本以外，模拟平台自己的记录在账本旁边的 .sandbox.jsonl。
        退出码：0 收工；1 流程有错误；2 文件或账本读不了。
        """,
        """
        Example: gendan run --minutes 2 --speed 600
        Orders, customers, merchants, riders and agents are simulated (the same --seed behaves the same); desk, ledger and playbook are real.
        Ctrl-C stops at any time; the next start goes on from there. The simulated platform keeps its own record beside the ledger, in .sandbox.jsonl.
        Exit codes: 0 stopped in order; 1 the playbook has errors; 2 a file or the ledger can't be read.
        """))
  }

  @Option(parsing: .unconditional, help: ArgumentHelp(say("跑多少分钟（真实时间）；0 为不限。", "How many minutes to run (real time); 0 for no end.")))
  var minutes = 1.0

  @Option(parsing: .unconditional, help: ArgumentHelp(say("时间快多少倍。", "How many times faster than real time.")))
  var speed = 600.0

  @Option(parsing: .unconditional, help: ArgumentHelp(say("最多来多少张工单。", "How many cases come in at the most.")))
  var cases = 12

  @Option(help: ArgumentHelp(say("模拟的种子。", "The seed of the simulation.")))
  var seed: UInt64 = 7

  @Option(help: ArgumentHelp(say("按哪份流程（默认商家联系不上用户）。", "Which playbook to run (merchant cannot reach customer by default).")))
  var playbook = "Playbooks/food-delivery/merchant-cannot-reach-customer.md"

  @Flag(help: ArgumentHelp(say("不显示经过，只给总结。", "Only the summary, no timeline.")))
  var quiet = false

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard minutes >= 0, minutes < 1e6 else { throw ValidationError(say("--minutes 不能是负数。", "--minutes is 0 or more.")) }
    guard speed >= 0.01, speed <= 1e6 else { throw ValidationError(say("--speed 应在 0.01 到 1000000 之间。", "--speed is between 0.01 and 1000000.")) }
    guard cases >= 0 else { throw ValidationError(say("--cases 不能是负数。", "--cases is 0 or more.")) }
  }

  func run() async throws {
    try await reporting {
      let hint = say("用 --playbook 指明流程文档，或到项目文件夹里运行。", "Name the document with --playbook, or run this in the project's folder.")
      let read = try ReadPlaybook(playbook, hint: hint).withoutErrors()
      let ledger = try ledger.open(makesOne: true)
      let journal = try SandboxJournal(path: journalPath())
      let latest = try await ledger.latestEventTime()
      let clock = SpedClock(speed: speed, startingAt: latest ?? lateMorning(read.plan.zone))
      let plan = read.plan
      let world = DemoWorld(plan: plan).world { clock.now() }
      let sleep: SandboxPlatform.Sleep = { try await clock.sleep(milliseconds: $0) }
      var manners = SandboxManners()
      manners.reportsLaterPercent = 12
      let platform = SandboxPlatform(seed: seed, world: world, manners: manners, journal: journal, sleep: sleep)
      let desk = Desk(name: "gendan-run", ledger: ledger, connectors: Connectors(default: platform), clock: clock)
      _ = try await desk.shelf.publish(read.files.sources, at: clock.now())
      let current = try await desk.shelf.currentPlan(of: plan.id)
      if answer.format == .text { Terminal.write(opening(current, resumed: latest != nil)) }
      let demo = Demo(
        desk: desk, plan: current, journal: journal, agents: SandboxAgents(seed: seed, world: world),
        feed: OrderFeed(seed: seed, world: world, habits: DemoWorld(plan: current).habits, journal: journal, sleep: sleep), cases: cases,
        seconds: minutes == 0 ? nil : minutes * 60, isQuiet: quiet || answer.format == .json, platform: platform)
      try await Demo.run(demo)
      try await RunSummary(ledger: ledger, journal: journal).write(as: answer.format, ledgerName: self.ledger.ledger)
    }
  }

  private func journalPath() throws -> String {
    let path = try Wiring.path(of: ledger.ledger)
    return (path.hasSuffix(".sqlite") ? String(path.dropLast(7)) : path) + ".sandbox.jsonl"
  }

  /// A new ledger begins today at eleven in the morning: before the lunch rush, when nobody sleeps.
  private func lateMorning(_ zone: TimeZoneOffset) -> Instant {
    let today = zone.text(WallClock().now()).prefix(10)
    return zone.instant("\(today) 11:00:00") ?? WallClock().now()
  }

  private func opening(_ plan: Plan, resumed: Bool) -> String {
    let limit = minutes == 0 ? say("直到 Ctrl-C", "until Ctrl-C") : say("\(number(minutes)) 分钟", "\(number(minutes)) min")
    return Terminal.bold(say("服务台开工", "The desk opens"))
      + say(
        "：\(plan.title)，版本 \(plan.shortVersion)，\(resumed ? "接着上次的账本" : "新账本") \(ledger.ledger)，\(limit)，时间快 \(number(speed)) 倍。",
        ": \(plan.title), version \(plan.shortVersion), \(resumed ? "going on with" : "new ledger") \(ledger.ledger), \(limit), \(number(speed)) times faster.")
  }

  /// `600`, `0.05`.
  private func number(_ number: Double) -> String { number.rounded() == number ? String(Int(number)) : String(number) }
}

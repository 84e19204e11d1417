import Casework
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Sandbox
import ServiceLifecycle

/// The simulated platform beside a served desk: it sends orders that need help, and plays customers, merchants and riders. People do the agents' work, unless
/// they are simulated too.
struct ServedSandbox: Service {
  /// The playbook that orders need.
  private static let main = "Playbooks/food-delivery/merchant-cannot-reach-customer.md"

  let demo: Demo
  private let tokens: SandboxTokens
  private let people: SandboxPeople
  private let speed: Double

  /// Publishes the shipped playbooks and makes new tokens; those of the last start are revoked.
  /// - Throws: `Trouble` when the playbooks can't be read or the journal can't be written.
  init(ledger: SQLiteLedger, settings: ServerSettings, speed: Double, seed: UInt64, hasAgents: Bool) async throws {
    let hint = say("到项目文件夹里运行。", "Run this in the project's folder.")
    let read = try ReadPlaybook(Self.main, hint: hint).withoutErrors()
    let path = try Wiring.path(of: settings.ledger)
    let journal = try SandboxJournal(path: (path.hasSuffix(".sqlite") ? String(path.dropLast(7)) : path) + ".sandbox.jsonl")
    let clock = SpedClock(speed: speed, startingAt: max(try await ledger.latestEventTime() ?? WallClock().now(), WallClock().now()))
    let world = DemoWorld(plan: read.plan).world { clock.now() }
    let sleep: SandboxPlatform.Sleep = { try await clock.sleep(milliseconds: $0) }
    var manners = SandboxManners()
    manners.reportsLaterPercent = 12
    let platform = SandboxPlatform(seed: seed, world: world, manners: manners, journal: journal, sleep: sleep)
    let desk = Desk(name: settings.deskName, ledger: ledger, connectors: Connectors(default: platform), clock: clock)
    for file in Self.shipped() {
      let found = try ReadPlaybook(file, hint: hint).withoutErrors()
      // One that is off by default is published on purpose, or not at all.
      if found.plan.isEnabled { _ = try await desk.shelf.publish(found.files.sources, at: clock.now()) }
    }
    let plan = try await desk.shelf.currentPlan(of: read.plan.id)
    demo = Demo(
      desk: desk, plan: plan, journal: journal, agents: SandboxAgents(seed: seed, world: world),
      feed: OrderFeed(seed: seed, world: world, habits: DemoWorld(plan: plan).habits, journal: journal, sleep: sleep), cases: .max, seconds: nil,
      isQuiet: true, platform: platform, hasAgents: hasAgents)
    tokens = try await SandboxTokens(ledger)
    people = try await SandboxPeople(ledger: ledger, path: path)
    self.speed = speed
  }

  /// People have as long to take an offer as without a sandbox, whose time runs faster than theirs.
  var routing: Routing.Settings { Routing.Settings(reservation: TimeAmount(seconds: Int64((30 * speed).rounded()))) }

  /// Until the service is told to stop.
  func run() async throws { await cancelWhenGracefulShutdown { await demo.play() } }

  /// The documents of the shipped packs that cases are opened by.
  private static func shipped() -> [String] {
    let folder = "Playbooks/food-delivery"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { $0.hasSuffix(".md") && !$0.hasSuffix("vocabulary.md") && !$0.hasSuffix("-follow-up.md") && $0 != "README.md" }
      .map { "\(folder)/\($0)" }
  }

  /// What to try first, as lines to be copied.
  func tour(at address: String) -> String {
    let times = speed.rounded() == speed ? String(Int(speed)) : String(speed)
    let header = "-H \"Authorization: Bearer $AGENT\""
    return people.welcome(at: address)
      + say(
        """

        模拟平台已接上，时间快 \(times) 倍，每分钟来一两张工单。程序用的令牌，另开一个终端：
          export GENDAN=\(address) AGENT=\(tokens.agent) PLATFORM=\(tokens.platform) SUPERVISOR=\(tokens.supervisor)
          curl \(header) "$GENDAN/v1/cases?limit=5"                 最新的工单
          curl \(header) $GENDAN/v1/cases/C-000001/timeline         经过，每行注明是哪一句要求的
          curl \(header) $GENDAN/v1/cases/C-000001                  现状：等什么、等到几点、谁来办
          curl -N \(header) $GENDAN/v1/events                       实时看全部变化
        从订单到结单的一圈见 README“用 curl 走一圈”；接口文档 docs/http-api/README.md。
        """,
        """

        The sandbox is on, \(times) times faster than real time: a case or two a minute. Tokens for programs, in another terminal:
          export GENDAN=\(address) AGENT=\(tokens.agent) PLATFORM=\(tokens.platform) SUPERVISOR=\(tokens.supervisor)
          curl \(header) "$GENDAN/v1/cases?limit=5"                 the newest cases
          curl \(header) $GENDAN/v1/cases/C-000001/timeline         what happened, with the sentence that asked for it
          curl \(header) $GENDAN/v1/cases/C-000001                  how it stands: what it waits for, until when, who does it
          curl -N \(header) $GENDAN/v1/events                       everything as it happens
        A tour from an order to a closed case is in the README, “A tour with curl”; the API is in docs/http-api/README.md.
        """)
  }
}

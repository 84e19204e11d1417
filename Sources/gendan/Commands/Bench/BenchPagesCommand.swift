import ArgumentParser
import Desk
import Foundation
import Playbook

struct BenchPagesCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pages", abstract: say("控制台页面：服务器画一页要多久。", "The console's pages: how long the server takes for one."),
      discussion: say(
        """
        例：gendan bench pages --cases 100000
        在临时账本上建好工单（不计时），启动一个 gendan serve，用 wrk 一页接一页地取：随机一张工单的页面、它的文档部分、待办、工单列表，都压缩。
        列出每秒多少页、p50、p99、出错数。--consoles 1000 再同时打开这么多控制台：九成各看一张工单，其余看待办；每秒写几条备注，看开着的页面多久能跟上。
        要在项目文件夹里运行。退出码同 bench http。
        """,
        """
        Example: gendan bench pages --cases 100000
        A scratch ledger is filled with cases, untimed; then wrk fetches from a gendan serve, one page behind the other and packed: the page of some case, its document alone, the work, the list of cases.
        Shown: pages a second, p50, p99, errors. --consoles 1000 opens as many besides, nine of ten on a case of their own, the others on the inbox: notes are written, and it is told how soon
        those who look have them. Run it in the project's folder. Exit codes as of bench http.
        """))
  }

  /// What people who work at the desk look at all day.
  private static let operations = [
    HTTPLoad.Operation(name: "case", method: "GET", path: "/console/cases/%CASE%"),
    HTTPLoad.Operation(name: "document", method: "GET", path: "/console/cases/%CASE%/document"),
    HTTPLoad.Operation(name: "work", method: "GET", path: "/console/work"),
    HTTPLoad.Operation(name: "cases", method: "GET", path: "/console/cases?phase=open"),
  ]

  @Argument(help: ArgumentHelp(say("工单走的流程文档。", "The playbook that the cases run by.")))
  var playbook = "Playbooks/food-delivery/merchant-cannot-reach-customer.md"

  @Option(help: ArgumentHelp(say("先建好多少张工单。", "Cases that are there first.")))
  var cases = 100_000

  @Option(help: ArgumentHelp(say("每种页面取几秒。", "Seconds for each kind of page.")))
  var seconds = 5

  @Option(help: ArgumentHelp(say("同时几个连接。", "Connections at the same time.")))
  var connections = 1

  @Option(help: ArgumentHelp(say("量几遍，取中位数。", "How often to measure; the median counts.")))
  var runs = 3

  @Option(help: ArgumentHelp(say("再同时打开多少个控制台；0 不开。", "Consoles that are open at once, besides; 0 for none.")))
  var consoles = 0

  @Option(help: ArgumentHelp(say("开着控制台时每秒写几条备注。", "Notes a second that are written while they are open.")))
  var notes = 10

  @Option(help: ArgumentHelp(say("临时文件放在哪里。", "Where scratch files lie.")))
  var folder: String = FileManager.default.temporaryDirectory.path

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (50...999_999).contains(cases), (1...600).contains(seconds), (1...1_000).contains(connections), (1...100).contains(runs),
      consoles == 0 || (10...min(10_000, cases)).contains(consoles), (1...1_000).contains(notes)
    else {
      throw ValidationError(
        say(
          "--cases 为 50 到 999999，--seconds 为 1 到 600，--connections 为 1 到 1000，--runs 为 1 到 100，--consoles 为 0 或 10 到 10000 且不多于 --cases，--notes 为 1 到 1000。",
          "--cases is 50 to 999999, --seconds 1 to 600, --connections 1 to 1000, --runs 1 to 100, --consoles 0 or 10 to 10000 and no more than --cases, --notes 1 to 1000."
        ))
    }
  }

  private struct Report: Encodable {
    let cases: Int
    let connections: Int
    let pages: [HTTPLoad.Figures]
    let crowd: ConsoleCrowd.Figures?
    /// MiB: at rest, and behind the loads.
    let residentAtRest: Double
    let residentUnderLoad: Double
  }

  func run() async throws {
    try await reporting {
      let read = try ReadPlaybook(playbook, hint: say("到项目文件夹里运行。", "Run this in the project's folder.")).withoutErrors()
      let report = try await ServerProcess.use(in: folder, cases: cases, sources: read.files.sources) { server in
        try await server.settle()
        let atRest = server.residentMebibytes()
        let pages = try Self.operations.map { operation in
          let load = HTTPLoad(operation: operation, server: server, cases: cases, seconds: seconds, connections: connections)
          return HTTPLoad.Figures(operation.name, try (0..<runs).map { _ in try load.run() })
        }
        let behind = server.residentMebibytes()
        let crowd = consoles > 0 ? try await ConsoleCrowd(server: server, consoles: consoles, changes: notes * 30, perSecond: notes).run() : nil
        return Report(cases: cases, connections: connections, pages: pages, crowd: crowd, residentAtRest: atRest, residentUnderLoad: behind)
      }
      switch options.format {
      case .json: try Terminal.writeJSON(report)
      case .text: tell(report)
      }
      let failed = report.pages.reduce(0) { $0 + $1.failed }
      guard failed == 0 else { throw Trouble(say("有 \(failed) 个请求出错。", "\(failed) requests failed.")) }
    }
  }

  private func tell(_ report: Report) {
    func one(_ number: Double) -> String { String((number * 100).rounded() / 100) }
    let heads = [say("页面", "page"), say("每秒", "a second"), "p50 ms", "p99 ms", say("出错", "failed")]
    for line in aligned([heads] + report.pages.map { [$0.name, one($0.perSecond), one($0.p50), one($0.p99), String($0.failed)] }) { Terminal.write(line) }
    if let crowd = report.crowd {
      Terminal.write(
        say(
          "\(crowd.consoles) 个控制台开着，每秒 \(crowd.perSecond) 条备注：到看这张单的页面更新好，中位 \(one(crowd.median)) ms，p99 \(one(crowd.p99)) ms，最长 \(one(crowd.longest)) ms（\(crowd.changes) 条，画了 \(crowd.parts) 块）；内存 \(one(crowd.resident)) MiB",
          "\(crowd.consoles) consoles open, \(crowd.perSecond) notes a second: until the page that shows the case is up to date, \(one(crowd.median)) ms in the median, p99 \(one(crowd.p99)) ms, \(one(crowd.longest)) ms at most (\(crowd.changes) notes, \(crowd.parts) parts drawn); \(one(crowd.resident)) MiB"
        ))
    }
    Terminal.write(
      say(
        "\(report.cases) 张工单，\(report.connections) 个连接；常驻内存 \(one(report.residentAtRest)) MiB，压力下 \(one(report.residentUnderLoad)) MiB",
        "\(report.cases) cases, connections: \(report.connections); resident \(one(report.residentAtRest)) MiB at rest, \(one(report.residentUnderLoad)) MiB under load"
      ))
  }
}

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
        列出每秒多少页、p50、p99、出错数。要在项目文件夹里运行。退出码同 bench http。
        """,
        """
        Example: gendan bench pages --cases 100000
        A scratch ledger is filled with cases, untimed; then wrk fetches from a gendan serve, one page behind the other and packed: the page of some case, its document alone, the work, the list of cases.
        Shown: pages a second, p50, p99, errors. Run it in the project's folder. Exit codes as of bench http.
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

  @Option(help: ArgumentHelp(say("临时文件放在哪里。", "Where scratch files lie.")))
  var folder: String = FileManager.default.temporaryDirectory.path

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (50...999_999).contains(cases), (1...600).contains(seconds), (1...1_000).contains(connections), (1...100).contains(runs) else {
      throw ValidationError(
        say(
          "--cases 为 50 到 999999，--seconds 为 1 到 600，--connections 为 1 到 1000，--runs 为 1 到 100。",
          "--cases is 50 to 999999, --seconds 1 to 600, --connections 1 to 1000, --runs 1 to 100."))
    }
  }

  private struct Report: Encodable {
    let cases: Int
    let connections: Int
    let pages: [HTTPLoad.Figures]
  }

  func run() async throws {
    try await reporting {
      let read = try ReadPlaybook(playbook, hint: say("到项目文件夹里运行。", "Run this in the project's folder.")).withoutErrors()
      let report = try await ServerProcess.use(in: folder, cases: cases, sources: read.files.sources) { server in
        try await Task.sleep(for: ServerProcess.settling)
        let pages = try Self.operations.map { operation in
          let load = HTTPLoad(operation: operation, server: server, cases: cases, seconds: seconds, connections: connections)
          return HTTPLoad.Figures(operation.name, try (0..<runs).map { _ in try load.run() })
        }
        return Report(cases: cases, connections: connections, pages: pages)
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
    Terminal.write(say("\(report.cases) 张工单，\(report.connections) 个连接", "\(report.cases) cases, connections: \(report.connections)"))
  }
}

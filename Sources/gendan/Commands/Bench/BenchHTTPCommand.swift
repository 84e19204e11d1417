import ArgumentParser
import Foundation

struct BenchHTTPCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "http", abstract: say("HTTP 负载：建单、看单、写备注、列单。", "Load over HTTP: create, read, comment, list."),
      discussion: say(
        """
        例：gendan bench http --cases 10000 --seconds 6
        在临时账本上启动一个 gendan serve，先建好工单（不计时），再用 wrk（apt install wrk）压它：16 个连接，每个写入落盘才回答。
        列出每秒多少次、p50、p99、出错数，以及服务器的常驻内存。退出码：0 成功；1 量不了或有请求出错；2 文件写不了。
        """,
        """
        Example: gendan bench http --cases 10000 --seconds 6
        A gendan serve is started on a scratch ledger and filled with cases, untimed; then wrk (apt install wrk) puts load on it: 16 connections, every write on disk before it is answered.
        Shown: requests a second, p50, p99, errors, and what the server holds in memory. Exit codes: 0 success; 1 nothing to measure, or a request failed; 2 a file can't be written.
        """))
  }

  @Option(help: ArgumentHelp(say("先建好多少张工单。", "Cases that are there first.")))
  var cases = 10_000

  @Option(help: ArgumentHelp(say("每种操作压几秒。", "Seconds for each kind of request.")))
  var seconds = 6

  @Option(help: ArgumentHelp(say("同时几个连接。", "Connections at the same time.")))
  var connections = 16

  @Option(help: ArgumentHelp(say("量几遍，取中位数。", "How often to measure; the median counts.")))
  var runs = 3

  @Option(help: ArgumentHelp(say("另开多少个连接听事件流；0 不开。", "Programs that listen to the events besides; 0 for none.")))
  var listeners = 0

  @Option(help: ArgumentHelp(say("临时文件放在哪里。", "Where scratch files lie.")))
  var folder: String = FileManager.default.temporaryDirectory.path

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (50...999_999).contains(cases), (1...600).contains(seconds), (1...1_000).contains(connections), (1...100).contains(runs),
      (0...10_000).contains(listeners)
    else {
      throw ValidationError(
        say(
          "--cases 为 50 到 999999，--seconds 为 1 到 600，--connections 为 1 到 1000，--runs 为 1 到 100，--listeners 为 0 到 10000。",
          "--cases is 50 to 999999, --seconds 1 to 600, --connections 1 to 1000, --runs 1 to 100, --listeners 0 to 10000."))
    }
  }

  private struct Report: Encodable {
    let cases: Int
    let connections: Int
    let operations: [HTTPLoad.Figures]
    let listening: HTTPListeners.Figures?
    /// MiB: at rest, and the most behind any of the loads.
    let residentAtRest: Double
    let residentUnderLoad: Double
    /// Milliseconds that one synced write took before and after.
    let syncBefore: Double
    let syncAfter: Double
  }

  func run() async throws {
    try await reporting {
      let before = try SyncProbe.median(in: folder)
      let report = try await ServerProcess.use(in: folder, cases: cases) { server in
        try await Task.sleep(for: ServerProcess.settling)
        let atRest = server.residentMebibytes()
        var (figures, most): ([HTTPLoad.Figures], Double) = ([], atRest)
        for operation in HTTPLoad.operations {
          let load = HTTPLoad(operation: operation, server: server, cases: cases, seconds: seconds, connections: connections)
          figures.append(HTTPLoad.Figures(operation.name, try (0..<runs).map { _ in try load.run() }))
          most = max(most, server.residentMebibytes())
        }
        let listening = listeners > 0 ? try await HTTPListeners(server: server, count: listeners, rounds: 20).run() : nil
        return Report(
          cases: cases, connections: connections, operations: figures, listening: listening, residentAtRest: atRest, residentUnderLoad: most,
          syncBefore: before * 1_000,
          syncAfter: try SyncProbe.median(in: folder) * 1_000)
      }
      switch options.format {
      case .json: try Terminal.writeJSON(report)
      case .text: tell(report)
      }
      let failed = report.operations.reduce(0) { $0 + $1.failed }
      guard failed == 0 else { throw Trouble(say("有 \(failed) 个请求出错。", "\(failed) requests failed.")) }
    }
  }

  private func tell(_ report: Report) {
    func one(_ number: Double) -> String { String((number * 10).rounded() / 10) }
    let heads = [say("操作", "operation"), say("每秒", "a second"), "p50 ms", "p99 ms", say("出错", "failed")]
    let rows = report.operations.map { [$0.name, one($0.perSecond), one($0.p50), one($0.p99), String($0.failed)] }
    for line in aligned([heads] + rows) { Terminal.write(line) }
    if let listening = report.listening {
      Terminal.write(
        say(
          "\(listening.listeners) 个连接听事件流：改一张单，到最后一个听到，中位 \(one(listening.median)) ms，最长 \(one(listening.longest)) ms（\(listening.rounds) 次）；内存 \(one(listening.resident)) MiB",
          "\(listening.listeners) listen: from a change until the last has heard, \(one(listening.median)) ms in the median, \(one(listening.longest)) ms at most (\(listening.rounds) times); \(one(listening.resident)) MiB"
        ))
    }
    Terminal.write(
      say(
        "\(report.cases) 张工单，\(report.connections) 个连接；常驻内存 \(one(report.residentAtRest)) MiB，压力下 \(one(report.residentUnderLoad)) MiB；一次同步写 \(one(report.syncBefore)) / \(one(report.syncAfter)) ms",
        "\(report.cases) cases, \(report.connections) connections; resident \(one(report.residentAtRest)) MiB at rest, \(one(report.residentUnderLoad)) MiB under load; a synced write takes \(one(report.syncBefore)) / \(one(report.syncAfter)) ms"
      ))
  }
}

import ArgumentParser
import Foundation

struct BenchIngestCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "ingest", abstract: say("收订单事件有多快，找逾期要多久。", "How fast order events are taken, and overdue orders found."),
      discussion: say(
        """
        例：gendan bench ingest --events 500000
        事件约 250 字节，落盘（fsync）以后才算收下。旁边的下限是直接用 SQLite 写两张光表（订单一行、事件一行），分组相同。然后在一万、十万、百万张订单里找一千张逾期的。
        临时文件放在 --folder 里，用完删除，要几个 GB 的空间。退出码：0 成功；2 文件写不了。
        """,
        """
        Example: gendan bench ingest --events 500000
        Events are about 250 bytes and count when they are on disk (fsync). Beside it stands the floor: two bare tables (an order's row, the event), written in the same groups by a plain loop over SQLite.
        Then a thousand overdue orders are found among ten thousand, a hundred thousand and a million. Scratch files lie in --folder and are deleted; a few GB.
        Exit codes: 0 success; 2 a file can't be written.
        """))
  }

  @Option(help: ArgumentHelp(say("多少条事件（订单数是它的五分之一）。", "How many events; a fifth as many orders.")))
  var events = 500_000

  @Option(help: ArgumentHelp(say("每次提交多少条，可写几个。", "How many events in one commit; may be given more than once.")))
  var group: [Int] = [100, 1_000, 5_000]

  @Option(help: ArgumentHelp(say("在多少张订单里找逾期，可写几个；0 为不量。", "Among how many orders overdue ones are looked for; 0 leaves it out.")))
  var overdue: [Int] = [10_000, 100_000, 1_000_000]

  @Option(help: ArgumentHelp(say("量几遍，取中位数。", "How often to measure; the median counts.")))
  var runs = 3

  @Option(help: ArgumentHelp(say("临时文件放在哪里。", "Where scratch files lie.")))
  var folder: String = FileManager.default.temporaryDirectory.path

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (5...10_000_000).contains(events), group.allSatisfy({ (1...100_000).contains($0) }), (1...100).contains(runs),
      overdue.allSatisfy({ $0 == 0 || (5_000...10_000_000).contains($0) })
    else {
      throw ValidationError(
        say(
          "--events 为 5 到一千万，--group 为 1 到 100000，--runs 为 1 到 100，--overdue 为 0 或 5000 到一千万。",
          "--events is 5 to 10000000, --group 1 to 100000, --runs 1 to 100, --overdue 0 or 5000 to 10000000."))
    }
  }

  private struct Row: Encodable {
    let group: Int
    let eventsPerSecond: Double
    let floorPerSecond: Double
    /// Gendan's speed as a part of the floor's, both of the same minute.
    let ratio: Double
  }

  private struct Report: Encodable {
    let bytes: Double
    let reading: IngestReading
    let rows: [Row]
    let overdue: [IngestOverdue]
  }

  func run() async throws {
    try await reporting {
      let made = IngestEvents(count: events)
      let bytes = Double(made.texts.reduce(0) { $0 + $1.utf8.count }) / Double(events)
      let reading = try IngestReading(made)
      tell(
        say(
          "事件平均 \(Int(bytes)) 字节；读 JSON：\(rate(reading.eventsPerSecond))，Foundation \(rate(reading.decoderPerSecond))",
          "events of \(Int(bytes)) bytes; their JSON is read at \(rate(reading.eventsPerSecond)), by Foundation at \(rate(reading.decoderPerSecond))"))
      var rows: [Row] = []
      for size in group {
        let row = try await measure(made, group: size)
        rows.append(row)
        tell(
          say(
            "一组 \(size) 条：\(rate(row.eventsPerSecond))，下限 \(rate(row.floorPerSecond))，是它的 \(hundredths(row.ratio))",
            "groups of \(size): \(rate(row.eventsPerSecond)), the floor \(rate(row.floorPerSecond)): \(hundredths(row.ratio)) of it"))
      }
      var found: [IngestOverdue] = []
      for orders in overdue where orders > 0 {
        let row = try await ScratchFile.use(in: folder) { try await IngestOverdue.measure(orders: orders, path: $0) }
        found.append(row)
        tell(
          say(
            "\(orders) 张订单里找 1000 张逾期并标记：\(timeWords(row.mark))；看下一张何时到期：\(timeWords(row.look))",
            "1000 overdue among \(orders) orders, found and marked: \(timeWords(row.mark)); when the next is due: \(timeWords(row.look))"))
      }
      if options.format == .json { try Terminal.writeJSON(Report(bytes: bytes, reading: reading, rows: rows, overdue: found)) }
    }
  }

  /// The floor and the desk take turns, so that both have the same disk.
  private func measure(_ made: IngestEvents, group: Int) async throws -> Row {
    var floors: [Double] = []
    var desks: [Double] = []
    var ratios: [Double] = []
    for _ in 0..<runs {
      let floor = try await ScratchFile.use(in: folder) { path in
        let floor = try IngestFloor(path: path)
        defer { floor.close() }
        return try floor.run(made, group: group)
      }
      let desk = try await ScratchFile.use(in: folder) { path in try await IngestRun.measure(made, group: group, path: path) }
      floors.append(Double(events) / floor)
      desks.append(Double(events) / desk)
      ratios.append(floor / desk)
    }
    func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
    return Row(group: group, eventsPerSecond: median(desks), floorPerSecond: median(floors), ratio: median(ratios))
  }

  private func tell(_ line: String) { if options.format == .text { Terminal.write(line) } }

  private func rate(_ number: Double) -> String { say("\(Int(number)) 条/秒", "\(Int(number))/s") }

  private func hundredths(_ number: Double) -> String { say("\((number * 100).rounded() / 100) 倍", "\((number * 100).rounded() / 100)") }
}

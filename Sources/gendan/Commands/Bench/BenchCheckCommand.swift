import ArgumentParser
import Foundation
import Playbook

struct BenchCheckCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check", abstract: say("读一份文档并体检要多久。", "How long reading and checking a document takes."),
      discussion: say(
        """
        例：gendan bench check Benchmarks/outlines/unreachable-customer.md
        先量这份文档（热的），再量生成的 5000、10000、20000 条的大纲，看是不是按比例增长。退出码：0 成功；2 文件读不了。
        """,
        """
        Example: gendan bench check Benchmarks/outlines/unreachable-customer.md
        First this document, warm; then made outlines of 5,000, 10,000 and 20,000 items, to see that time grows in proportion. Exit codes: 0 success; 2 a file can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "A playbook (Markdown).")))
  var file = "Benchmarks/outlines/unreachable-customer.md"

  @Option(help: ArgumentHelp(say("生成的大纲的条数。", "How many items the made outlines have.")))
  var items: [Int] = [5_000, 10_000, 20_000]

  @Option(help: ArgumentHelp(say("量几遍，取中位数。", "How often to measure; the median counts.")))
  var runs = 15

  @OptionGroup var options: AnswerOptions

  func validate() throws {
    guard (1...1000).contains(runs), items.allSatisfy({ (1...1_000_000).contains($0) }) else {
      throw ValidationError(say("--runs 为 1 到 1000，--items 为 1 到 1000000。", "--runs is 1 to 1000, --items 1 to 1000000."))
    }
  }

  private struct Row: Encodable {
    let document: String
    let items: Int
    let findings: Int
    let seconds: Double
    let fastest: Double
    /// Seconds for each item, as a multiple of the first made outline's.
    let perItem: Double?
  }

  func run() async throws {
    try await reporting {
      let files = try ReadPlaybook(file)
      let texts = Dictionary(uniqueKeysWithValues: files.compilation.sources.map { ($0.path, $0) })
      var rows: [Row] = []
      rows.append(measure(files.compilation.sources[0], runs: runs, against: nil) { texts[$0] })
      var first: Row?
      for count in items {
        let row = measure(MadeOutline.source(items: count), runs: max(3, runs / 5), against: first) { _ in nil }
        first = first ?? row
        rows.append(row)
      }
      switch options.format {
      case .json: try Terminal.writeJSON(rows)
      case .text:
        for line in aligned(rows.map(words)) { Terminal.write(line) }
      }
    }
  }

  private func measure(_ source: SourceText, runs: Int, against first: Row?, reading: @escaping (String) -> SourceText?) -> Row {
    var compilation = compile(source, reading: reading)
    let timings = Timings(runs: runs) { compilation = compile(source, reading: reading) }
    let items = compilation.plan.procedures.reduce(0) {
      $0 + $1.steps.count + $1.steps.reduce(0) { $0 + $1.branches.count + $1.notes.count + $1.sayings.count }
    }
    let perItem = first.map { timings.median / Double(items) / ($0.seconds / Double($0.items)) }
    return Row(
      document: source.path, items: items, findings: compilation.diagnostics.count, seconds: timings.median, fastest: timings.fastest, perItem: perItem)
  }

  private func words(_ row: Row) -> [String] {
    let growth = row.perItem.map { say("每条是第一份的 \(($0 * 100).rounded() / 100) 倍", "\(($0 * 100).rounded() / 100) times the first's time for each item") } ?? ""
    return [
      row.document, say("\(row.items) 条", "\(row.items) items"), say("\(row.findings) 个发现", "\(row.findings) findings"), timeWords(row.seconds),
      say("最快 \(timeWords(row.fastest))", "fastest \(timeWords(row.fastest))"), growth,
    ]
  }
}

import ArgumentParser
import Casework
import Desk
import Ledger
import LedgerSQLite

struct ImportOrdersCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "orders",
      abstract: say("导入订单事件（CSV 或每行一个 JSON），中断了可以接着来。", "Import order events (CSV, or one JSON object on each line); goes on where it was broken off."),
      discussion: say(
        """
        例：gendan import orders 订单.csv --mapping "order=订单号,kind=事件,at=时间" --refused 拒绝.csv
            gendan import orders events.jsonl
        CSV 的列：order、kind、at 必须有；id、sequence、merchant、rider、category、promised、state 可以没有，其他列作为附加内容。
        时间写毫秒数、2026-11-23T14:05:00+08:00 或 2026-11-23 14:05（中国时间）。没有 id 时由内容生成：同样的一行就是同一个事件。
        每 5000 行存一次，存妥才算数；中断后用同样的命令接着来，不会重复。进度记在旁边的 .import-progress 文件里，做完删除。
        退出码：0 全部收下；1 有几行被拒绝，其余已收下；2 文件或账本读不了，或表头缺列。
        """,
        """
        Examples: gendan import orders orders.csv --mapping "order=Order no,kind=Event,at=Time" --refused refused.csv
                  gendan import orders events.jsonl
        Columns of CSV: order, kind and at must be there; id, sequence, merchant, rider, category, promised, state may be; any other becomes an attribute.
        Times are milliseconds, 2026-11-23T14:05:00+08:00, or 2026-11-23 14:05 (China's). Without an id it is made from the content: the same line is the
        same event.
        Every 5,000 lines are stored before they count; the same command goes on after an interruption, and nothing is counted twice. Progress is kept in a file
        .import-progress beside it, which is deleted in the end.
        Exit codes: 0 all taken; 1 some lines were refused, the others were taken; 2 the file or ledger can't be read, or the header lacks columns.
        """))
  }

  @Argument(help: ArgumentHelp(say("要导入的文件。", "The file to import.")))
  var file: String

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(say("文件的格式：csv 或 jsonl；不写就按名称和内容判断。", "What the file is: csv or jsonl; told by name and content when missing.")))
  var form: OrderSource.Form?

  @Option(
    help: ArgumentHelp(say("CSV 的列叫什么：字段=列名，用逗号隔开。", "What the columns of a CSV are called: FIELD=COLUMN, separated by commas.")),
    transform: { try ColumnMapping($0) })
  var mapping: ColumnMapping?

  @Option(help: ArgumentHelp(say("被拒绝的行全部写到这个文件（CSV）。", "Write all refused lines to this file (CSV).")))
  var refused: String?

  @Flag(help: ArgumentHelp(say("不接着上次，从头开始。", "Don't go on where an import was broken off: start from the beginning.")))
  var restart = false

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  func run() async throws {
    try await reporting {
      let book = OrderBook()
      let source = try OrderSource(path: file, form: form, mapping: mapping, zone: book.zone)
      let ledger = try Wiring.file(ledger.ledger, makesOne: true)
      // Rows of orders that are behind are written; nothing would be lost without it.
      defer { try? ledger.close() }
      let desk = Wiring.receivingDesk(ledger, clock: LedgerClock(try await ledger.latestEventTime()))
      let watch = OrderWatch(desk: desk, orders: ledger, book: book)
      var work = try await OrderImport(source, into: watch, mapping: mapping?.text ?? "", refusedPath: refused, restarts: restart)
      let bar = ProgressBar(total: source.bytes / 1_024, noun: "KiB")
      defer { bar.clear() }
      let report = try await work.run { bar.show($0 / 1_024) }
      bar.clear()
      await desk.close()
      if answer.format == .json { try Terminal.writeJSON(report) } else { report.write(about: file) }
      guard report.refused == 0 else { throw ExitCode.refused }
    }
  }
}

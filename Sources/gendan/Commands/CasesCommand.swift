import ArgumentParser
import Casework
import Ledger
import Playbook

struct CasesCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "cases", abstract: say("列出工单，新的在前。", "List cases, newest first."),
      discussion: say(
        """
        例：gendan cases --open
            gendan cases --incidents --format json
        退出码：0 列出来了（可以一张也没有）；2 账本读不了。
        """,
        """
        Examples: gendan cases --open
                  gendan cases --incidents --format json
        Exit codes: 0 listed, be it none; 2 the ledger can't be read.
        """))
  }

  @Flag(name: .customLong("open"), help: ArgumentHelp(say("只列没有结单的。", "Only those that aren't closed.")))
  var onlyOpen = false

  @Flag(help: ArgumentHelp(say("只列异常的。", "Only incidents.")))
  var incidents = false

  @Option(parsing: .unconditional, help: ArgumentHelp(say("最多列几张。", "How many at the most.")))
  var limit = 50

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Row: Encodable {
    let id: String
    let playbook: String
    let version: String
    let subject: String
    let phase: String
    let incident: Bool
    let openTasks: Int
    let openedAt: String
    let changedAt: String
  }

  func validate() throws {
    guard (1...100_000).contains(limit) else { throw ValidationError(say("--limit 应在 1 到 100000 之间。", "--limit is between 1 and 100000.")) }
  }

  func run() async throws {
    try await reporting {
      let ledger = try ledger.open()
      let filter = CaseFilter(phases: onlyOpen ? [.open, .settling] : nil, onlyIncidents: incidents, limit: limit)
      let cases = try await ledger.listCases(filter)
      let zone = TimeZoneOffset.china
      let rows = cases.map {
        Row(
          id: $0.id.text, playbook: $0.playbook, version: $0.version, subject: $0.subject, phase: $0.phase.rawValue, incident: $0.hasIncident,
          openTasks: $0.openTasks, openedAt: zone.text($0.openedAt), changedAt: zone.text($0.changedAt))
      }
      if answer.format == .json { return try Terminal.writeJSON(rows) }
      if rows.isEmpty { return Terminal.write(nothing) }
      let lines = aligned(zip(rows, cases).map { row, summary in [row.id, row.changedAt, phaseName(summary.phase), row.subject, row.playbook, marks(row)] })
      for (line, row) in zip(lines, rows) { Terminal.write(row.incident ? Terminal.red(line) : line) }
      if cases.count == limit { Terminal.write(Terminal.dim(say("只列了 \(limit) 张，--limit 可以更多。", "The newest \(limit) only; --limit lists more."))) }
    }
  }

  private var nothing: String {
    if incidents { return say("没有异常的工单。", "No incidents.") }
    if onlyOpen { return say("没有开着的工单。", "No open cases.") }
    return say("没有工单。用 gendan run 跑一遍看看。", "No cases. Try gendan run.")
  }

  private func marks(_ row: Row) -> String {
    let marks = [row.incident ? say("异常", "incident") : nil, row.openTasks > 0 ? say("待人处理 \(row.openTasks)", "\(row.openTasks) for people") : nil]
    return marks.compactMap { $0 }.joined(separator: say("，", ", "))
  }
}

/// What a phase is called.
func phaseName(_ phase: Case.Phase) -> String {
  switch phase {
  case .open: say("处理中", "open")
  case .settling: say("收尾中", "settling")
  case .closed: say("已结单", "closed")
  }
}

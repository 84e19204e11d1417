import ArgumentParser
import Casework
import Desk
import Ledger
import Playbook

struct CaseCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "case", abstract: say("看一张工单：经过、现状、依据。", "Show a case: what happened, how it stands, and why."),
      discussion: say(
        """
        例：gendan case C-000001            时间线，每行注明是哪一句要求的
            gendan case C-000001 --why      每个决定依据了哪些事实
            gendan case C-000001 --events   全部事件，按存下的样子
        退出码：0 找到了；1 没有这张工单；2 账本读不了。
        """,
        """
        Examples: gendan case C-000001            the timeline, each line with the sentence that asked for it
                  gendan case C-000001 --why      the facts each decision stands on
                  gendan case C-000001 --events   every event, as stored
        Exit codes: 0 found; 1 there is no such case; 2 the ledger can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("工单号，如 C-000001。", "The case, e.g. C-000001.")))
  var id: String

  @Flag(help: ArgumentHelp(say("列出全部事件。", "List every event as stored.")))
  var events = false

  @Flag(help: ArgumentHelp(say("列出每个决定和它依据的事实，以及到期时间怎么算出来的。", "List each decision with the facts it stands on, and how deadlines were worked out.")))
  var why = false

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard !(events && why) else { throw ValidationError(say("--events 和 --why 只能用一个。", "Use one of --events and --why.")) }
  }

  func run() async throws {
    try await reporting {
      let found = try await CaseFile(CaseID(id), in: try ledger.open())
      if events { return try write(found) }
      let lines = found.timeline.filter { why ? $0.isDecision : $0.retold.weight > .detail }
      if answer.format == .json { return try Terminal.writeJSON(CaseReport(found, lines: lines, why: why)) }
      Terminal.write(Terminal.bold(found.heading))
      if why {
        for line in lines { write(line, of: found) }
        if lines.isEmpty { Terminal.write(say("还没有做过决定。", "Nothing was decided yet.")) }
      } else {
        for row in TimelineRow.rows(of: found.events, found.retelling) { Terminal.write(row.line(zone: found.plan.zone)) }
      }
      for line in Standing(found: found, ledger: ledger.again, why: why).lines { Terminal.write(line) }
    }
  }

  private func write(_ decision: CaseFile.Line, of found: CaseFile) {
    Terminal.write(timelineLine(decision.retold, at: decision.at, zone: found.plan.zone))
    for use in decision.uses { Terminal.write("                  \(use)") }
  }

  /// Bodies are shown as they are stored, but for events that carry personal data: those show the kind alone.
  private func write(_ found: CaseFile) throws {
    let kept = try found.stored()
    let bodies = zip(found.events, kept).map { event, stored in found.plan.carriesPersonalData(event) ? "{}" : stored.body }
    if answer.format == .json {
      return Terminal.write("[\n" + zip(kept, bodies).map { StoredLine.json($0, body: $1) }.joined(separator: ",\n") + "\n]")
    }
    let rows = zip(kept, bodies).map { event, body in
      [String(event.sequence), found.plan.zone.text(event.at), "\(event.kind).\(event.form)", event.step ?? "-", body]
    }
    for line in aligned(rows) { Terminal.write(line) }
  }
}

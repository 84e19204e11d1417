import ArgumentParser
import Casework
import Ledger
import Playbook

struct ContactsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "contacts", abstract: say("列出联系过谁，跨所有工单，新的在前。", "List whom the desk reached for, over all cases, newest first."),
      discussion: say(
        """
        例：gendan contacts --person u-81
            gendan contacts --case C-000042 --format json
        退出码：0 列出来了（可以一次也没有）；2 账本读不了。
        """,
        """
        Examples: gendan contacts --person u-81
                  gendan contacts --case C-000042 --format json
        Exit codes: 0 listed, be it none; 2 the ledger can't be read.
        """))
  }

  @Option(help: ArgumentHelp(say("只列此人。", "Only this person.")))
  var person: String?

  @Option(name: .customLong("case"), help: ArgumentHelp(say("只列此工单。", "Only this case.")))
  var caseID: String?

  @Option(parsing: .unconditional, help: ArgumentHelp(say("最多列几次。", "How many at the most.")))
  var limit = 50

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Line: Encodable {
    let person: String
    let party: String
    let channel: String
    let direction: String
    let purpose: String
    let caseID: String
    let subject: String
    let plannedAt: String
    let outAt: String?
    let endedAt: String?
    let outcome: String?
    let wentOut: Bool?
    let sharedWith: String?
  }

  func validate() throws {
    guard (1...100_000).contains(limit) else { throw ValidationError(say("--limit 应在 1 到 100000 之间。", "--limit is between 1 and 100000.")) }
  }

  func run() async throws {
    try await reporting {
      let ledger = try ledger.open()
      let rows = try await ledger.listContacts(
        ContactFilter(person: person.map { PersonID($0) }, caseID: caseID.map { CaseID($0) }, limit: limit))
      let zone = TimeZoneOffset.china
      if answer.format == .json { return try Terminal.writeJSON(rows.map { line($0, zone) }) }
      if rows.isEmpty { return Terminal.write(say("没有联系过谁。", "Nobody was reached for.")) }
      for line in aligned(
        rows.map { row in
          [zone.text(row.plannedAt), row.person.text, row.channel.name(in: tongue), ending(row), row.caseID.text, row.subject]
        })
      { Terminal.write(line) }
    }
  }

  private func line(_ row: ContactRow, _ zone: TimeZoneOffset) -> Line {
    Line(
      person: row.person.text, party: row.party, channel: row.channel.rawValue, direction: row.direction.rawValue, purpose: row.purpose,
      caseID: row.caseID.text, subject: row.subject, plannedAt: zone.text(row.plannedAt), outAt: row.outAt.map(zone.text),
      endedAt: row.endedAt.map(zone.text), outcome: row.outcome, wentOut: row.wentOut, sharedWith: row.shared?.text)
  }

  private func ending(_ row: ContactRow) -> String {
    if row.direction == .in { return say("主动联系", "got in touch") }
    guard let outcome = row.outcome else { return row.outAt == nil ? say("待联系", "waiting") : say("联系中", "under way") }
    let words = ContactOutcome(rawValue: outcome)?.name(in: tongue) ?? outcome
    if let shared = row.shared { return say("\(words)（由工单 \(shared.caseID)）", "\(words) (by case \(shared.caseID))") }
    return row.wentOut == false ? say("未发出：\(words)", "not sent: \(words)") : words
  }
}

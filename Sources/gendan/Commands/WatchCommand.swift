import ArgumentParser
import Casework
import Desk
import Ledger
import Playbook

struct WatchCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "watch",
      abstract: say("列出跨单规则，和每条规则数到了哪里。", "List the rules over cases, and how each of them stands."),
      discussion: say(
        """
        例：gendan watch
            gendan watch ill-at-one-merchant --format json
        规则写在流程或词汇的“跨单规则”里，由正在运行的 gendan 去数；这里只看。
        退出码：0 列出来了（可以一条也没有）；1 没有这条规则；2 账本读不了。
        """,
        """
        Examples: gendan watch
                  gendan watch ill-at-one-merchant --format json
        Rules are written under “Rules over cases” in a playbook or vocabulary, and counted by a running gendan; this only looks.
        Exit codes: 0 listed, be it none; 1 no such rule; 2 the ledger can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("只看这一条规则。", "Only this rule.")))
  var rule: String?

  @Option(parsing: .unconditional, help: ArgumentHelp(say("每条规则最多列几个对象。", "How many subjects of a rule at the most.")))
  var limit = 20

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct RuleRow: Encodable {
    let id: String
    let name: String
    let playbooks: [String]
    let counts: String
    let window: String
    let opens: String
    /// The position of the last event that was looked at; none before a desk has taken the rule up.
    let position: Int?
    let subjects: [SubjectRow]
  }

  private struct SubjectRow: Encodable {
    let subject: String
    let cases: Int
    let latest: String
    let hits: Int
    let parent: String?
  }

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError(say("--limit 应在 1 到 10000 之间。", "--limit is between 1 and 10000.")) }
  }

  func run() async throws {
    try await reporting {
      let ledger = try ledger.open()
      guard let store = ledger as? any WatchLedger else { return Terminal.write(nothing) }
      let current = try await PlaybookShelf(ledger: ledger).currentRules().filter { rule == nil || $0.rule.id == rule }
      if current.isEmpty, let rule { throw Trouble(say("没有跨单规则“\(rule)”。", "There is no rule over cases “\(rule)”.")) }
      let watched = Dictionary(uniqueKeysWithValues: try await store.watchedRules().map { ($0.id, $0) })
      var rows: [RuleRow] = []
      for one in current {
        // A rule that is written otherwise now hasn't been counted yet.
        let known = watched[one.rule.id].flatMap { $0.writing == one.writing ? $0 : nil }
        let subjects = known == nil ? [] : try await store.watchedSubjects(of: one.rule.id, limit: limit)
        rows.append(row(one, known, subjects))
      }
      if answer.format == .json { return try Terminal.writeJSON(rows) }
      if rows.isEmpty { return Terminal.write(nothing) }
      for row in rows { write(row) }
    }
  }

  private func row(_ one: CurrentRule, _ known: WatchedRule?, _ subjects: [WatchedSubject]) -> RuleRow {
    RuleRow(
      id: one.rule.id, name: one.rule.name, playbooks: one.scope.sorted(), counts: one.rule.thresholdWords(in: tongue),
      window: one.rule.window.text(in: tongue), opens: one.rule.opens, position: known?.position,
      subjects: subjects.map {
        SubjectRow(
          subject: $0.subject, cases: $0.cases, latest: TimeZoneOffset.china.text($0.latest), hits: $0.standing.hit, parent: $0.standing.parent?.text)
      })
  }

  private var nothing: String { say("没有跨单规则。", "There are no rules over cases.") }

  private func write(_ row: RuleRow) {
    let state = row.position == nil ? say("还没有开始数", "not counted yet") : say("数到第 \(row.position ?? 0) 条", "counted up to \(row.position ?? 0)")
    Terminal.write(
      say(
        "\(row.name)（\(row.id)）：\(row.window)内\(row.counts)，立单 \(row.opens)；\(state)",
        "\(row.name) (\(row.id)): \(row.counts) within \(row.window), opens \(row.opens); \(state)"))
    let lines = aligned(
      row.subjects.map { subject in
        [
          "  " + subject.subject, say("\(subject.cases) 单", "\(subject.cases) cases"), subject.latest,
          subject.hits == 0 ? "" : say("达到 \(subject.hits) 次", "reached \(subject.hits) ×"),
          subject.parent.map { say("在办 \($0)", "open \($0)") } ?? "",
        ]
      })
    for line in lines { Terminal.write(line) }
  }
}

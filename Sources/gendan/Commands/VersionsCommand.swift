import ArgumentParser
import Desk
import Ledger
import Playbook

struct VersionsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "versions", abstract: say("列出流程的版本：谁起草、批准、发布，还有多少工单在走。", "List a playbook's versions: who proposed, approved, published; open cases."),
      discussion: say(
        """
        例：gendan versions merchant-cannot-reach-customer
        行首 ● 是现在用的版本。退出码：0 列出来了；1 没有这个流程；2 账本读不了。
        """,
        """
        Example: gendan versions merchant-cannot-reach-customer
        ● marks the current version. Exit codes: 0 listed; 1 no such playbook; 2 the ledger can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程的 id。", "The playbook's id.")))
  var playbook: String

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Act: Encodable {
    let who: String
    let at: String
  }

  private struct Row: Encodable {
    let version: String
    let title: String
    let isCurrent: Bool
    let openCases: Int
    let proposed: Act?
    let approved: [Act]
    /// The newest first; a version that was taken back and published again has several.
    let published: [Act]
  }

  func run() async throws {
    try await reporting {
      let desk = try await VersionDesk(ledger)
      let rows = try await rows(desk.ledger)
      await desk.close()
      guard !rows.isEmpty else {
        throw Trouble(say("没有流程“\(playbook)”的版本。", "There is no version of a playbook “\(playbook)”."))
      }
      if answer.format == .json { return try Terminal.writeJSON(rows) }
      for line in aligned(rows.map(cells)) { Terminal.write(line) }
    }
  }

  private func rows(_ ledger: any Ledger & VersionLedger) async throws -> [Row] {
    let zone = TimeZoneOffset.china
    let proposals = try await ledger.listProposals(of: playbook)
    let published = try await ledger.listVersions(of: playbook)
    let publications = try await ledger.listPublications(of: playbook)
    let counts = try await ledger.countOpenCases(of: playbook)
    let current = try await ledger.currentVersion(of: playbook)
    let waiting = proposals.filter { proposal in !published.contains { $0.version == proposal.version } }
    var rows: [Row] = []
    for (version, title) in waiting.map({ ($0.version, $0.title) }) + published.map({ ($0.version, $0.title) }) {
      let proposal = proposals.first { $0.version == version }
      let approvals = try await ledger.listApprovals(of: version)
      rows.append(
        Row(
          version: version, title: title, isCurrent: version == current, openCases: counts[version] ?? 0,
          proposed: proposal.map { Act(who: $0.author, at: zone.text($0.at)) }, approved: approvals.map { Act(who: $0.approver, at: zone.text($0.at)) },
          published: publications.filter { $0.version == version }.map { Act(who: $0.publisher, at: zone.text($0.at)) }))
    }
    return rows
  }

  private func cells(_ row: Row) -> [String] {
    func words(_ act: Act?, _ name: String) -> String { act.map { "\(name) \($0.who) \($0.at)" } ?? "" }
    return [
      row.isCurrent ? "●" : " ", String(row.version.prefix(12)), row.title, say("\(row.openCases) 张工单", "\(row.openCases) open"),
      words(row.proposed, say("起草", "by")), words(row.approved.first, say("批准", "approved")), words(row.published.first, say("发布", "published")),
    ]
  }
}

import ArgumentParser
import Desk
import Ledger
import Playbook

struct UndoPublishCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "undo-publish", abstract: say("撤回最近一次发布：退回上一版，换过去的工单也退回来。", "Take the last publication back, with the cases that moved."),
      discussion: say(
        """
        例：gendan undo-publish merchant-cannot-reach-customer --as 老张
        在新版本里开的工单留在新版本；已经走到旧版本没有的步骤的，退不回来，会说明原因。
        退出码：0 已撤回；1 没有可撤的；2 账本读不了。
        """,
        """
        Example: gendan undo-publish merchant-cannot-reach-customer --as Zhang
        Cases that began under the version stay there; those that have come to steps the former version doesn't have can't go back, and it is said why.
        Exit codes: 0 taken back; 1 nothing to take back; 2 the ledger can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程的 id。", "The playbook's id.")))
  var playbook: String

  @OptionGroup var person: PersonOption
  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Answer: Encodable {
    let playbook: String
    let version: String
    let takenBack: String
    let cases: MovedReport
  }

  func run() async throws {
    try await reporting {
      let desk = try await VersionDesk(ledger)
      let bar = ProgressBar(total: try await desk.ledger.countOpenCases(of: playbook).values.reduce(0, +), noun: say("张工单", "cases"))
      let report = try await told { () throws(PublishError) in try await desk.publisher.undo(playbook, by: person.person) { bar.show($0) } }
      bar.clear()
      await desk.close()
      let moved = MovedReport(report)
      let (version, back) = (report.publication.version, report.publication.former ?? "")
      if answer.format == .json { return try Terminal.writeJSON(Answer(playbook: playbook, version: version, takenBack: back, cases: moved)) }
      Terminal.write(
        say("已撤回版本 \(back.prefix(12))，现在用 \(version.prefix(12))。", "Version \(back.prefix(12)) was taken back; \(version.prefix(12)) is the current one."))
      for line in moved.lines { Terminal.write(line) }
    }
  }
}

import ArgumentParser
import Desk
import Ledger
import Playbook

struct ApproveCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "approve", abstract: say("批准一个提交的版本；起草人不能自己批。", "Approve a proposed version; its author can't."),
      discussion: say(
        """
        例：gendan approve 3f6c91 --as 老张
        退出码：0 已批准；1 没有这个版本，或起草人自己来批；2 账本读不了。
        """,
        """
        Example: gendan approve 3f6c91 --as Zhang
        Exit codes: 0 approved; 1 no such version, or its author tried; 2 the ledger can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("版本的前几位（见 gendan versions）。", "The first digits of the version (see gendan versions).")))
  var version: String

  @OptionGroup var person: PersonOption
  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Answer: Encodable {
    let playbook: String
    let version: String
    let author: String
    let approver: String
    let at: String
  }

  func run() async throws {
    try await reporting {
      let desk = try await VersionDesk(ledger)
      let (proposal, approval) = try await told { () throws(PublishError) in try await desk.publisher.approve(version, by: person.person) }
      await desk.close()
      let at = TimeZoneOffset.china.text(approval.at)
      if answer.format == .json {
        return try Terminal.writeJSON(
          Answer(playbook: proposal.playbook, version: proposal.version, author: proposal.author, approver: approval.approver, at: at))
      }
      let short = proposal.version.prefix(12)
      Terminal.write(
        say(
          "已批准 \(proposal.playbook) 的版本 \(short)：起草 \(proposal.author)，批准 \(approval.approver)，\(at)",
          "Approved version \(short) of \(proposal.playbook): by \(proposal.author), approved by \(approval.approver), \(at)"))
      Terminal.write(Terminal.dim(say("下一步：gendan publish \(short) --as 名字 --preview", "Next: gendan publish \(short) --as NAME --preview")))
    }
  }
}

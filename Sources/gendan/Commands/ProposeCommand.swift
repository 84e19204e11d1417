import ArgumentParser
import Desk
import Ledger
import Playbook

struct ProposeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "propose", abstract: say("提交一个版本，等另一个人批准。", "Propose a version, to be approved by another person."),
      discussion: say(
        """
        例：gendan propose refund.md --as 小李
        提交之后，这个流程的版本都要批准了才能发布。
        退出码：0 已提交；1 文档有错误；2 文件或账本读不了。
        """,
        """
        Example: gendan propose refund.md --as Li
        From then on versions of this playbook are published only when they are approved.
        Exit codes: 0 proposed; 1 the document has errors; 2 a file or the ledger can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "A playbook (Markdown).")))
  var file: String

  @OptionGroup var person: PersonOption
  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Answer: Encodable {
    let playbook: String
    let title: String
    let version: String
    let author: String
    let at: String
  }

  func run() async throws {
    try await reporting {
      let read = try ReadPlaybook(file).withoutErrors()
      let desk = try await VersionDesk(ledger, makesOne: true)
      let proposal = try await told { () throws(PublishError) in try await desk.publisher.propose(read.files.sources, by: person.person) }
      await desk.close()
      let at = read.plan.zone.text(proposal.at)
      if answer.format == .json {
        return try Terminal.writeJSON(
          Answer(playbook: proposal.playbook, title: proposal.title, version: proposal.version, author: proposal.author, at: at))
      }
      let short = proposal.version.prefix(12)
      Terminal.write(
        say(
          "已提交 \(proposal.playbook)（\(proposal.title)），版本 \(short)，起草 \(proposal.author)，\(at)",
          "Proposed \(proposal.playbook) (\(proposal.title)), version \(short), by \(proposal.author), \(at)"))
      Terminal.write(
        Terminal.dim(
          say(
            "下一步：gendan publish \(short) --preview 看影响；由另一个人 gendan approve \(short) --as 名字",
            "Next: gendan publish \(short) --preview shows what it does; another person approves: gendan approve \(short) --as NAME")))
    }
  }
}

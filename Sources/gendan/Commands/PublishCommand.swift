import ArgumentParser
import Desk
import Playbook

struct PublishCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "publish",
      abstract: say("发布：新的工单从此按这个版本走。", "Publish: new cases run under this version from now on."),
      discussion: say(
        """
        例：gendan publish Playbooks/food-delivery/merchant-cannot-reach-customer.md
        开着的工单仍按原来的版本走。
        退出码：0 已发布；1 有错误，一份也没有发布；2 文件或账本读不了。
        """,
        """
        Example: gendan publish Playbooks/food-delivery/merchant-cannot-reach-customer.md
        Open cases keep their version.
        Exit codes: 0 published; 1 errors found, nothing was published; 2 a file or the ledger can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "Playbooks (Markdown).")))
  var files: [String]

  @Flag(help: ArgumentHelp(say("启用默认关闭的流程（文件头写着 enabled: false）。", "Switch on a playbook that is off by default (`enabled: false` in its head).")))
  var enable = false

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Row: Encodable {
    let file: String
    let playbook: String
    let title: String
    let version: String
  }

  func run() async throws {
    try await reporting {
      // All are read and checked before the first is published.
      let read = try files.map { try ReadPlaybook($0).withoutErrors() }
      let ledger = try ledger.open(makesOne: true)
      let shelf = PlaybookShelf(ledger: ledger)
      var rows: [Row] = []
      for one in read {
        let published = try await shelf.publish(one.files.sources, at: WallClock().now(), enabling: enable)
        rows.append(Row(file: one.path, playbook: one.plan.id, title: one.plan.title, version: published.plan.version))
      }
      if answer.format == .json { return try Terminal.writeJSON(rows) }
      for row in rows {
        Terminal.write(
          say("已发布 \(row.playbook)（\(row.title)），版本 \(row.version.prefix(12))", "Published \(row.playbook) (\(row.title)), version \(row.version.prefix(12))"))
      }
    }
  }
}

extension Trouble {
  init(_ error: ShelfError) {
    switch error {
    case .rejected(let diagnostics):
      let first = diagnostics.first { $0.level == .error }
      self.init(say("文档有错误，没有发布：\(first?.text ?? "")", "The document has errors and was not published: \(first?.text ?? "")"))
    case .disabled(let playbook):
      self.init(
        say(
          "流程 \(playbook) 默认关闭（enabled: false），没有发布。看过它的说明、确认要启用，请加 --enable。",
          "The playbook \(playbook) is off by default (enabled: false) and was not published. Read its notes, and if you want it, add --enable."))
    case .ledger(let error): self.init(error)
    }
  }
}

import ArgumentParser
import Desk
import Playbook

struct PublishCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "publish", abstract: say("发布：新的工单从此按这个版本走。", "Publish: new cases run under this version from now on."),
      discussion: say(
        "例：gendan publish Playbooks/food-delivery/merchant-cannot-reach-customer.md\n开着的工单仍按原来的版本走。有错误的文档不能发布。",
        "Example: gendan publish Playbooks/food-delivery/merchant-cannot-reach-customer.md\nOpen cases keep their version. A document with errors can't be published."))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "Playbooks (Markdown).")))
  var files: [String]

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var common: CommonOptions

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
      let ledger = try ledger.open()
      let shelf = PlaybookShelf(ledger: ledger)
      var rows: [Row] = []
      for one in read {
        let published = try await shelf.publish(one.files.sources, at: WallClock().now())
        rows.append(Row(file: one.path, playbook: one.plan.id, title: one.plan.title, version: published.plan.version))
      }
      if common.format == .json { return try Terminal.writeJSON(rows) }
      for row in rows {
        Terminal.write(say("已发布 \(row.playbook)（\(row.title)），版本 \(row.version.prefix(12))", "Published \(row.playbook) (\(row.title)), version \(row.version.prefix(12))"))
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
    case .ledger(let error): self.init(error)
    }
  }
}

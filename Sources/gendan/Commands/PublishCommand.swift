import ArgumentParser
import Casework
import Desk
import Foundation
import Ledger
import Playbook

struct PublishCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "publish",
      abstract: say("发布：新的工单从此按这个版本走。", "Publish: new cases run under this version from now on."),
      discussion: say(
        """
        例：gendan publish Playbooks/food-delivery/merchant-cannot-reach-customer.md
            gendan publish 3f6c91 --as 老张 --preview
            gendan publish 3f6c91 --as 老张 --apply
        写文件，或写已批准版本的前几位（见 gendan versions）。提交过版本的流程，批准了才能发布。
        开着的工单：--preview 只看会怎样，不发布；--apply 让能自己走的换过去；--keep（默认）都留在原来的版本。
        退出码：0 已发布（或看过了）；1 有错误或没有批准，一份也没有发布；2 文件或账本读不了。
        """,
        """
        Examples: gendan publish Playbooks/food-delivery/merchant-cannot-reach-customer.md
                  gendan publish 3f6c91 --as Zhang --preview
                  gendan publish 3f6c91 --as Zhang --apply
        Name a file, or the first digits of an approved version (see gendan versions). Where versions were proposed, only approved ones are published.
        Open cases: --preview shows what would become of them and publishes nothing; --apply moves those that can go on by themselves; --keep (usual)
        leaves all under their version.
        Exit codes: 0 published, or shown; 1 errors found or not approved, nothing was published; 2 a file or the ledger can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown），或已批准的版本。", "Playbooks (Markdown), or approved versions.")))
  var files: [String]

  @Flag(help: ArgumentHelp(say("启用默认关闭的流程（文件头写着 enabled: false）。", "Switch on a playbook that is off by default (`enabled: false` in its head).")))
  var enable = false

  @Flag(help: ArgumentHelp(say("只看开着的工单会怎样，什么也不改。", "Show what becomes of the open cases; change nothing.")))
  var preview = false

  @Flag(help: ArgumentHelp(say("发布，并让能自己走的工单换到新版本。", "Publish, and move the cases that can go on by themselves.")))
  var apply = false

  @Flag(help: ArgumentHelp(say("发布，开着的工单都留在原来的版本（默认）。", "Publish, and leave open cases under their version (usual).")))
  var keep = false

  @Flag(help: ArgumentHelp(say("和 --apply 一起：需要决定的工单各开一个待人处理的任务。", "With --apply: open a task for a person on each case that needs a decision.")))
  var handOver = false

  @OptionGroup var person: PersonOption
  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Row: Encodable {
    let file: String
    let playbook: String
    let title: String
    let version: String
    let cases: MovedReport?
  }

  func validate() throws {
    guard [preview, apply, keep].filter(\.self).count <= 1 else {
      throw ValidationError(say("--preview、--apply、--keep 只能写一个。", "Write one of --preview, --apply and --keep."))
    }
    guard !handOver || apply else { throw ValidationError(say("--hand-over 要和 --apply 一起写。", "--hand-over goes with --apply.")) }
  }

  /// What is to be published, and what it was called on the command line.
  private struct Candidate {
    let name: String
    let sources: [SourceText]
    let plan: Plan
  }

  func run() async throws {
    try await reporting {
      // All are read and checked before the first is published.
      let read = try files.map { try isVersion($0) ? nil : ReadPlaybook($0).withoutErrors() }
      let desk = try await VersionDesk(ledger, makesOne: !preview)
      var candidates: [Candidate] = []
      for (name, read) in zip(files, read) { candidates.append(try await candidate(name, read, desk)) }
      if preview { return try await show(candidates, desk) }
      var rows: [Row] = []
      var lines: [String] = []
      for one in candidates {
        let bar = ProgressBar(total: try await desk.openElsewhere(one.plan.id, than: one.plan.version), noun: say("张工单", "cases"))
        let cases: Publisher.Cases = handOver ? .moveAndHandOver : apply ? .move : .keep
        let report = try await told { () throws(PublishError) in
          try await desk.publisher.publish(one.sources, by: person.person, cases: cases, enabling: enable) { bar.show($0) }
        }
        bar.clear()
        let moved = apply ? MovedReport(report) : nil
        rows.append(Row(file: one.name, playbook: one.plan.id, title: one.plan.title, version: one.plan.version, cases: moved))
        lines.append(
          say(
            "已发布 \(one.plan.id)（\(one.plan.title)），版本 \(one.plan.shortVersion)",
            "Published \(one.plan.id) (\(one.plan.title)), version \(one.plan.shortVersion)"))
        lines += moved?.lines ?? []
        if moved == nil { lines += try await hint(one, desk) }
      }
      await desk.close()
      if answer.format == .json { return try Terminal.writeJSON(rows) }
      for line in lines { Terminal.write(line) }
    }
  }

  private func candidate(_ name: String, _ read: ReadPlaybook?, _ desk: VersionDesk) async throws -> Candidate {
    if let read {
      // A preview changes nothing and may look at anything.
      if !preview { try await told { () throws(PublishError) in try await desk.publisher.admit(read.plan) } }
      return Candidate(name: read.path, sources: read.files.sources, plan: read.plan)
    }
    let sources = try await told { () throws(PublishError) in
      preview ? try await desk.publisher.proposal(name).sources : try await desk.publisher.approvedSources(name)
    }
    return Candidate(name: name, sources: sources, plan: compile(sources[0]) { path in sources.first { $0.path == path } }.plan)
  }

  private func show(_ candidates: [Candidate], _ desk: VersionDesk) async throws {
    var reports: [PreviewReport] = []
    for one in candidates {
      let bar = ProgressBar(total: try await desk.ledger.countOpenCases(of: one.plan.id).values.reduce(0, +), noun: say("张工单", "cases"))
      let preview = try await told { () throws(PublishError) in try await desk.publisher.preview(one.plan) { bar.show($0) } }
      bar.clear()
      reports.append(PreviewReport(one.plan, preview))
    }
    await desk.close()
    if answer.format == .json { return try Terminal.writeJSON(reports) }
    for line in reports.flatMap(\.lines) { Terminal.write(line) }
    Terminal.write(Terminal.dim(say("没有发布。--apply 发布并换过去，--keep 只发布。", "Nothing was published. --apply publishes and moves them, --keep only publishes.")))
  }

  private func hint(_ one: Candidate, _ desk: VersionDesk) async throws -> [String] {
    let count = try await desk.openElsewhere(one.plan.id, than: one.plan.version)
    guard count > 0, !keep else { return [] }
    return [
      Terminal.dim(
        say(
          "开着的 \(count) 张工单仍按原来的版本走；--preview 看换过去会怎样，--apply 换过去。",
          "\(count) open cases keep their version; --preview shows what moving them would do, --apply moves them."))
    ]
  }

  /// The first digits of a version, and no file.
  private func isVersion(_ name: String) -> Bool {
    name.count >= 4 && name.allSatisfy { $0.isHexDigit } && !FileManager.default.fileExists(atPath: name)
  }
}

/// Runs what the publisher does, with its errors in words.
func told<Answer>(_ work: () async throws(PublishError) -> Answer) async throws -> Answer {
  do throws(PublishError) { return try await work() } catch { throw Trouble(error) }
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

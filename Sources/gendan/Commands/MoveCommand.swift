import ArgumentParser
import Casework
import Desk
import Foundation
import Ledger
import Playbook

struct MoveCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "move", abstract: say("把一张工单换到流程的另一个版本。", "Move one case to another version of its playbook."),
      discussion: say(
        """
        例：gendan move C-000007
            gendan move C-000007 --step s1a2b3c4d5e --as 老张
            gendan move C-000007 --back --to 3f6c91
        不写 --to 就是现在用的版本。要人决定的，用 --step 指明从新版本的哪一步继续（gendan graph 看步骤号），或用 --hand-over 交给人看。
        退出码：0 换好了；1 换不了（说明原因，工单不变）；2 账本读不了。
        """,
        """
        Examples: gendan move C-000007
                  gendan move C-000007 --step s1a2b3c4d5e --as Zhang
                  gendan move C-000007 --back --to 3f6c91
        Without --to it goes to the current version. Where a person has to decide, --step says at which step of the new version it goes on, or --hand-over
        asks somebody to look.
        Exit codes: 0 moved; 1 it can't move (it is said why, the case is unchanged); 2 the ledger can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("工单号。", "The case.")))
  var id: String

  @Option(help: ArgumentHelp(say("到哪个版本（前几位）。", "To which version (its first digits).")))
  var to: String?

  @Option(help: ArgumentHelp(say("从新版本的这一步继续：步骤号，或句子的开头。", "Go on at this step of the new version: its id, or how its sentence begins.")))
  var step: String?

  @Flag(help: ArgumentHelp(say("退回它来的版本。", "Back to the version it came from.")))
  var back = false

  @Flag(help: ArgumentHelp(say("开一个待人处理的任务，工单先不动。", "Open a task for a person; the case stays where it is.")))
  var handOver = false

  @OptionGroup var person: PersonOption
  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Answer: Encodable {
    let caseID: String
    let version: String
    let events: [String]
  }

  func validate() throws {
    guard [step != nil, back, handOver].filter(\.self).count <= 1 else {
      throw ValidationError(say("--step、--back、--hand-over 只能写一个。", "Write one of --step, --back and --hand-over."))
    }
    guard !back || to != nil else { throw ValidationError(say("--back 要和 --to 一起写：退回哪个版本。", "--back goes with --to: the version to go back to.")) }
  }

  func run() async throws {
    try await reporting {
      let desk = try await VersionDesk(ledger)
      let found = try await CaseFile(CaseID(id), in: desk.ledger)
      let version = try await target(of: found, desk.ledger)
      let plan = try await desk.publisher.desk.shelf.plan(version: version)
      let manner: MoveManner = back ? .back : handOver ? .handOver : try step.map { .toStep(try stepID($0, plan)) } ?? .byItself
      let signal = Signal(
        id: SignalID("cli:\(UUID().uuidString)"), caseID: found.state.id, sender: .person(name: person.person, role: "agent"),
        content: .move(to: version, manner))
      let receipt: Receipt
      do throws(DeskError) { receipt = try await desk.publisher.desk.receive(signal) } catch { throw Trouble(error, plan: plan) }
      await desk.close()
      // What was done to leave the old version is told by its sentences; behind the move the new one's hold.
      let moved = receipt.events.firstIndex { if case .moved = $0.kind { true } else { false } } ?? receipt.events.count
      let rows =
        TimelineRow.rows(of: Array(receipt.events[..<moved]), found.retelling)
        + TimelineRow.rows(of: Array(receipt.events[moved...]), Retelling(plan: plan, language: tongue))
      if answer.format == .json {
        return try Terminal.writeJSON(Answer(caseID: receipt.caseID.text, version: version, events: rows.map(\.text)))
      }
      for row in rows { Terminal.write(row.line(zone: plan.zone)) }
      if rows.isEmpty { Terminal.write(say("工单没有变化。", "Nothing changed.")) }
    }
  }

  private func target(of found: CaseFile, _ ledger: any Ledger & VersionLedger) async throws -> String {
    guard let to else {
      guard let current = try await ledger.currentVersion(of: found.state.playbook) else { throw Trouble(DeskError.unknownPlaybook(found.state.playbook)) }
      return current
    }
    let versions = try await ledger.listVersions(of: found.state.playbook).map(\.version).filter { $0.hasPrefix(to.lowercased()) }
    guard let first = versions.first else { throw Trouble(PublishError.unknownVersion(to)) }
    guard versions.count == 1 else { throw Trouble(PublishError.ambiguousVersion(to, versions)) }
    return first
  }

  private func stepID(_ text: String, _ plan: Plan) throws -> Step.ID {
    if plan.step(text) != nil { return text }
    let found = plan.procedures.flatMap(\.steps).filter { $0.sentence.text.hasPrefix(text) }
    if let first = found.first, Set(found.map(\.sentence)).count == 1 { return first.id }
    if found.isEmpty { throw Trouble(say("新版本里没有步骤“\(text)”。", "The new version has no step “\(text)”.")) }
    let list = found.map { "\($0.id)（\($0.sentence.file):\($0.sentence.place.line)）" }.joined(separator: say("、", ", "))
    throw Trouble(say("有几步以“\(text)”开头：\(list)。请写步骤号。", "Several steps begin with “\(text)”: \(list). Write the id."))
  }
}

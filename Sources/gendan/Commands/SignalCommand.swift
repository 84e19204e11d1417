import ArgumentParser
import Casework
import Desk
import Foundation
import Ledger
import Playbook

struct SignalCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "signal", abstract: say("给一张工单送信号：事实、事件、人的处理。", "Send a signal to a case: facts, events, what a person does."),
      discussion: say(
        """
        例：gendan signal C-000001 --fact 退款状态=申请中
            gendan signal C-000001 --event 用户回电
            gendan signal C-000001 --task k42 --choose 完成
            gendan signal C-000001 --action 短信通知用户-商家等待联系中
            gendan signal C-000001 --retry
        要发出去的，等下一次 gendan run 时发出。同一个 --id 再送一次不会重复。
        退出码：0 已收下；1 被拒绝（工单不变）；2 账本读不了。
        """,
        """
        Examples: gendan signal C-000001 --fact refund.state=requested
                  gendan signal C-000001 --event customer.called-back
                  gendan signal C-000001 --task k42 --choose Done
                  gendan signal C-000001 --action sms-waiting
                  gendan signal C-000001 --retry
        What must go out goes out with the next gendan run. The same --id again does nothing twice.
        Exit codes: 0 taken; 1 refused (the case is unchanged); 2 the ledger can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("工单号。", "The case.")))
  var id: String

  @Option(help: ArgumentHelp(say("事实=值，可写多次。", "FACT=VALUE; may be repeated.")))
  var fact: [String] = []

  @Option(help: ArgumentHelp(say("发生的事件。", "An event that happened.")))
  var event: String?

  @Option(help: ArgumentHelp(say("要回答的任务；只有一个时可不写。", "The task to answer; not needed when there is one.")))
  var task: String?

  @Option(help: ArgumentHelp(say("任务的回答。", "The answer to the task.")))
  var choose: String?

  @Option(help: ArgumentHelp(say("在流程之外执行一个动作。", "Run an action beside the procedure.")))
  var action: String?

  @Option(help: ArgumentHelp(say("兑现一个承诺。", "Keep a promise.")))
  var promiseKept: String?

  @Option(help: ArgumentHelp(say("承诺已兑现的凭证。", "The evidence that the promise was kept.")))
  var proof: String?

  @Option(help: ArgumentHelp(say("谁主动联系了，可写渠道：用户=微信。", "Who got in touch, with the channel if it isn't the usual one: customer=wechat.")))
  var heard: String?

  @Option(help: ArgumentHelp(say("角色=平台上的人，可写多次：用户=u-81。", "PARTY=PERSON by the platform's own name; may be repeated: customer=u-81.")))
  var person: [String] = []

  @Flag(help: ArgumentHelp(say("异常：重做这一步。", "Incident: try the step again.")))
  var retry = false

  @Flag(help: ArgumentHelp(say("异常：跳过这一步。", "Incident: skip the step.")))
  var skip = false

  @Option(help: ArgumentHelp(say("异常：移到这一步（步骤号见 gendan case --events）。", "Incident: move to this step (its id is in gendan case --events).")))
  var moveTo: String?

  @Option(name: .customLong("id"), help: ArgumentHelp(say("信号的名字，用来防止重复。", "The signal's name, so that it counts once.")))
  var signalID: String?

  @Option(name: .customLong("as"), help: ArgumentHelp(say("以谁的名义。", "On whose behalf.")))
  var sender: String = ProcessInfo.processInfo.environment["USER"] ?? "operator"

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Answer: Encodable {
    let caseID: String
    let alreadyReceived: Bool
    let events: [String]
  }

  func validate() throws {
    let given = [
      (!fact.isEmpty, "--fact"), (event != nil, "--event"), (choose != nil, "--choose"), (action != nil, "--action"), (promiseKept != nil, "--promise-kept"),
      (retry, "--retry"), (heard != nil, "--heard"), (!person.isEmpty, "--person"), (skip, "--skip"), (moveTo != nil, "--move-to"),
    ].filter(\.0).map(\.1)
    if task != nil, choose == nil { throw ValidationError(say("--task 要和 --choose 一起写。", "--task goes with --choose.")) }
    if proof != nil, promiseKept == nil { throw ValidationError(say("--proof 要和 --promise-kept 一起写。", "--proof goes with --promise-kept.")) }
    if given.count > 1 {
      throw ValidationError(
        say(
          "一次只能给一个信号，这里有 \(given.joined(separator: "、"))。",
          "One signal at a time; these are \(counted(given.count, "signal")): \(given.joined(separator: ", ")).")
      )
    }
    guard given.count == 1 else {
      throw ValidationError(
        say(
          "请给一个信号：--fact、--event、--choose、--action、--promise-kept、--heard、--person、--retry、--skip 或 --move-to。",
          "Give one signal: --fact, --event, --choose, --action, --promise-kept, --heard, --person, --retry, --skip or --move-to."))
    }
  }

  func run() async throws {
    try await reporting {
      let ledger = try ledger.open()
      let found = try await CaseFile(CaseID(id), in: ledger)
      let desk = Wiring.receivingDesk(ledger, clock: LedgerClock(try await ledger.latestEventTime()))
      let signal = Signal(
        id: SignalID(signalID ?? "cli:\(UUID().uuidString)"), caseID: found.state.id, sender: .person(name: sender, role: "agent"),
        content: try SignalArguments(found, person: sender).content(of: self))
      let receipt = try await send(signal, to: desk, plan: found.plan)
      await desk.close()
      try tell(receipt, found)
    }
  }

  private func send(_ signal: Signal, to desk: Desk, plan: Plan) async throws -> Receipt {
    do throws(DeskError) { return try await desk.receive(signal) } catch { throw Trouble(error, plan: plan) }
  }

  private func tell(_ receipt: Receipt, _ found: CaseFile) throws {
    let lines = receipt.events.compactMap { found.retelling.line($0) }
    if answer.format == .json {
      return try Terminal.writeJSON(Answer(caseID: receipt.caseID.text, alreadyReceived: receipt.wasAlreadyReceived, events: lines.map(\.text)))
    }
    if receipt.wasAlreadyReceived {
      return Terminal.write(
        say("这个信号以前收过（工单 \(receipt.caseID)），没有重复处理。", "This signal was received before (case \(receipt.caseID)); nothing was done twice."))
    }
    let rows = TimelineRow.rows(of: receipt.events, found.retelling)
    for row in rows { Terminal.write(row.line(zone: found.plan.zone)) }
    if rows.isEmpty { Terminal.write(say("已收下，工单没有变化。", "Taken; nothing changed.")) }
  }
}

/// The wall clock, but never earlier than what the ledger has seen: a demo that ran faster than time leaves events in the future.
struct LedgerClock: DeskClock {
  private let earliest: Instant?
  private let wall = WallClock()

  init(_ earliest: Instant?) { self.earliest = earliest }

  func now() -> Instant { max(wall.now(), earliest ?? wall.now()) }
  func sleep(until instant: Instant) async throws { try await wall.sleep(until: instant) }
}

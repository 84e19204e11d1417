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

  @Flag(help: ArgumentHelp(say("异常：重做这一步。", "Incident: try the step again.")))
  var retry = false

  @Flag(help: ArgumentHelp(say("异常：跳过这一步。", "Incident: skip the step.")))
  var skip = false

  @Option(help: ArgumentHelp(say("异常：移到这一步（步骤号见 gendan case --events）。", "Incident: move to this step (its id is in gendan case --events).")))
  var moveTo: String?

  @Option(name: .customLong("id"), help: ArgumentHelp(say("信号的名字，用来防止重复。", "The signal's name, so that it counts once.")))
  var signalID: String?

  @Option(name: .customLong("as"), help: ArgumentHelp(say("以谁的名义。", "On whose behalf.")))
  var person: String = ProcessInfo.processInfo.environment["USER"] ?? "operator"

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var common: CommonOptions

  private struct Answer: Encodable {
    let caseID: String
    let alreadyReceived: Bool
    let events: [String]
  }

  func validate() throws {
    let given = [!fact.isEmpty, event != nil, choose != nil, action != nil, promiseKept != nil, retry, skip, moveTo != nil].filter { $0 }.count
    guard given == 1 else {
      throw ValidationError(
        say("请给一个信号：--fact、--event、--choose、--action、--promise-kept、--retry、--skip 或 --move-to。", "Give one signal: --fact, --event, --choose, --action, --promise-kept, --retry, --skip or --move-to."))
    }
  }

  func run() async throws {
    try await reporting {
      let ledger = try ledger.open()
      let found = try await FoundCase(CaseID(id), in: ledger)
      let clock = LedgerClock(try await latest(ledger))
      let desk = Wiring.receivingDesk(ledger, clock: clock)
      let signal = Signal(
        id: SignalID(signalID ?? "cli:\(UUID().uuidString)"), caseID: found.state.id, sender: .person(name: person, role: "agent"), content: try content(found))
      let receipt = try await send(signal, to: desk, plan: found.plan)
      await desk.close()
      let retelling = Retelling(plan: found.plan, language: tongue)
      let lines = receipt.events.compactMap { event in retelling.line(event).map { (event, $0) } }
      if common.format == .json {
        return try Terminal.writeJSON(Answer(caseID: receipt.caseID.text, alreadyReceived: receipt.wasAlreadyReceived, events: lines.map(\.1.text)))
      }
      if receipt.wasAlreadyReceived { return Terminal.write(say("这个信号以前收过，没有重复处理。", "This signal was received before; nothing was done twice.")) }
      for (event, line) in lines where line.weight > .detail { Terminal.write(timelineLine(line, at: event.at, zone: found.plan.zone)) }
    }
  }

  private func send(_ signal: Signal, to desk: Desk, plan: Plan) async throws -> Receipt {
    do throws(DeskError) { return try await desk.receive(signal) } catch { throw Trouble(error, plan: plan) }
  }

  private func latest(_ ledger: any Ledger) async throws -> Instant? {
    return try await ledger.latestEventTime()
  }

  private func content(_ found: FoundCase) throws -> Signal.Content {
    let plan = found.plan
    if !fact.isEmpty {
      let reports = try fact.map { text in
        guard let setting = plan.vocabulary.setting(text) else {
          throw Trouble(say("“\(text)”读不懂：写成“事实=值”，两者都要是流程里声明过的。", "“\(text)” isn't understood: write FACT=VALUE, both declared in the playbook."))
        }
        return FactReport(fact: setting.fact, value: setting.value, source: "agent \(person)")
      }
      // For a case that is stuck, a fact is its repair.
      if found.state.incident != nil, reports.count == 1 { return .repair(.setFact(reports[0])) }
      return .facts(reports)
    }
    if let event {
      guard let named = plan.vocabulary.event(named: event) else { throw Trouble(DeskError.refused(.unknownName(event))) }
      return .happened(named.id)
    }
    if let choose {
      guard let id = task ?? (found.state.tasks.count == 1 ? found.state.tasks.keys.first?.text : nil) else {
        throw Trouble(say("请用 --task 指明是哪个任务：\(tasks(found))", "Say which task with --task: \(tasks(found))"))
      }
      return .taskDone(TaskID(id), choice: choose)
    }
    if let action {
      guard let named = plan.vocabulary.action(named: action) else { throw Trouble(DeskError.refused(.unknownName(action))) }
      return .perform(named.id, arguments: [:])
    }
    if let promiseKept { return .promiseKept(PromiseID(promiseKept)) }
    if let moveTo { return .repair(.move(to: moveTo)) }
    return .repair(retry ? .retry : .skip)
  }

  private func tasks(_ found: FoundCase) -> String {
    found.state.tasks.values.sorted { $0.id < $1.id }.map { "\($0.id)（\($0.text)）" }.joined(separator: say("、", ", "))
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
